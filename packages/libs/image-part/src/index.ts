export { type ImageRules, images, type PartImage } from './image.ts';
