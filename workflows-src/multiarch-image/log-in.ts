import { eq, github, type Jobs, type Step, uses } from '@gatehouse/workflow-kit';
import { pins } from '../pins/index.ts';
import type { login, secrets } from './inputs.ts';

/** What is needed to log in. */
type LogIn = Pick<Jobs<typeof login, Pick<typeof secrets, 'password'>>, 'input' | 'secret'>;

/** The steps that log in to the registry, of which at most one kind runs. An unknown word logs in nowhere, and the push fails. */
export function logIn(build: LogIn): readonly Step[] {
  const how = build.input('login');
  const registry = build.input('registry');
  const google = uses(pins.auth, {
    id: 'google',
    name: 'Get a token of Google Cloud',
    if: eq(how, 'google'),
    with: {
      workload_identity_provider: build.input('google-provider'),
      service_account: build.input('google-service-account'),
      token_format: 'access_token',
    },
  });
  return [
    uses(pins.loginAction, {
      name: 'Log in with the token of the run',
      if: eq(how, 'github'),
      // Never another host: the token would be handed to whoever runs it.
      with: { registry: 'ghcr.io', username: github.actor, password: github.token },
    }),
    uses(pins.loginAction, {
      name: 'Log in with a password',
      if: eq(how, 'password'),
      with: { registry, username: build.input('username'), password: build.secret('password') },
    }),
    uses(pins.configureAwsCredentials, {
      name: 'Take the role in AWS',
      if: eq(how, 'aws'),
      with: { 'role-to-assume': build.input('aws-role'), 'aws-region': build.input('aws-region') },
    }),
    uses(pins.amazonEcrLogin, { name: 'Log in to Amazon ECR', if: eq(how, 'aws') }),
    google,
    uses(pins.loginAction, {
      name: 'Log in to Artifact Registry',
      if: eq(how, 'google'),
      with: { registry, username: 'oauth2accesstoken', password: google.output('access_token') },
    }),
  ];
}
