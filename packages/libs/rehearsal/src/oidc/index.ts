export { type IdentityClaims, identityEnvironment } from './request-token.ts';
export { type IdentityOptions, identityRoutes } from './service.ts';
