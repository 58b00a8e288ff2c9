// The harness in one import.
export { startServer } from '../../pages/server.mjs';
export * from './launch.mjs';
export * from './page.mjs';
export * from './pause.mjs';
