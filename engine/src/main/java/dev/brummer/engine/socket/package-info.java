/// Stream sockets with a path in the file system, for the control channel.
///
/// ```
///   UnixListener ── accept ▶ UnixConnection ─▶ SocketDescriptor ─▶ SocketCalls, Libc
/// ```
///
/// ## Decisions
///
/// - The JDK's channels for these sockets create a secure random generator when their class is
///   initialised, for names that a server with a path does not need: 20 of the 40 ms of CPU time
///   that opening the control channel took, at the very moment at which processes start.
/// - A close must not free a descriptor that another thread is about to use: its number could
///   belong to a file by then. So a close shuts the socket down, which ends blocking calls, and the
///   last thread to leave frees the descriptor.
/// - A blocking C call holds the carrier of a virtual thread. Sending never blocks in C, except on
///   a platform thread that waits for room; reading and accepting are for platform threads.
package dev.brummer.engine.socket;
