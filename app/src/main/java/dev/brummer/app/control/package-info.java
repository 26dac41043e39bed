/// The control channel: how another process talks to a running brummer.
///
///     a client                                     a running brummer
///     ControlInstances ◀── discovery files ─────── ControlServer ── registers ControlMethod, ControlUpgrade
///           ▼                                            ▼ accept, peer uid
///     ControlClient ── newline-delimited JSON-RPC ▶ ControlConnection ─▶ ControlCall ─▶ method
///           └───────── raw bytes after an upgrade ▶ ControlStream ─────▶ upgrade
///
/// Every running brummer has a Unix domain socket and a discovery file beside it, in a directory that
/// only its user can read. The discovery file names the project, so a client finds all brummers of the
/// user without a connection. It is written when the socket accepts connections, replaced atomically,
/// and removed at the end; a file whose process has gone and whose socket refuses connections is removed
/// by the next client.
///
/// Threads: the server accepts on the thread `control` and reads each connection on a thread
/// `control-connection`; a request runs on a virtual thread. A client uses the calling thread.
///
/// Almost a leaf: it uses `json`, `program` and text and file helpers of the engine, and never loads the engine,
/// the UI or Netty. A client must answer about as fast as `brummer --version`.
///
/// ## Decisions
///
/// - A file name has a random part instead of a hash of the project: several brummers may run in one
///   project, and a path is never used again, so removing a stale file cannot hit a new run.
/// - A process that is not visible may run in another PID namespace. A discovery file is therefore stale
///   only if its socket refuses connections, too.
/// - Requests of a connection run one after another. While one runs, the connection is read ahead by one
///   request at most: a disconnect interrupts the method, and a million requests in one write are read
///   only as fast as they are handled.
/// - The sockets are those of `dev.brummer.engine.socket`, which says why.
/// - Sockets are read by platform threads. Virtual threads would start the JVM's poller, a thread that
///   never leaves a native call, for which the JVM waits 300 ms whenever it exits.
/// - Results and events are written by the thread that makes them. A slow reader blocks that thread, so
///   no queue can grow.
/// - The client parses with [dev.brummer.app.json.JsonReader]; Jackson takes longer to load than the rest of
///   a verb.
/// - The peer's uid is checked although the directory excludes other users: the mode of a directory that
///   exists may have been changed.
@NullMarked
package dev.brummer.app.control;

import org.jspecify.annotations.NullMarked;
