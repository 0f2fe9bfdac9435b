/**
 * Runs dynalite in a thread of its own: it takes half of the work off the guardian's thread, and a disk that fails
 * ends this thread, with the reason, and not the process (dynalite throws from within callbacks).
 * Plain JavaScript, because a worker is started by Node itself, whatever loads the rest.
 */
import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import { Level } from 'level';

const { path } = workerData;

process.on('uncaughtException', (error) => fail(error));

try {
  if (path) await probe(path);
  const server = dynalite({ ...(path && { path }), createTableMs: 0 });
  server.on('error', (error) => fail(error));
  server.listen(0, '127.0.0.1', () => parentPort.postMessage({ type: 'listening', port: server.address().port }));
  parentPort.once('message', () => {
    // Connections that are kept alive would hold the server open for half a minute.
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
} catch (error) {
  fail(error);
}

/** Opens the database once by itself: dynalite opens it with the first request, and then hides what went wrong. */
async function probe(folder) {
  const level = new Level(folder);
  await level.open();
  await level.close();
}

function fail(error) {
  const cause = error.cause ?? error;
  parentPort.postMessage({
    type: 'failed',
    code: String(cause.code ?? error.code ?? ''),
    message: String(cause.message),
  });
  setImmediate(() => process.exit(1));
}
