/// Connections, exchanges and tunnels of the proxy.
///
/// ```
/// client ─▶ ClientConnection ─▶ Exchange ─▶ UpstreamConnection ─▶ server
///                 │ queue         │  RequestRewriter (http.message)
///                 │               ▼
/// client ◀─ ResponseWriter ◀── ResponsePlan ◀── response head, body parts
///                                 │ ExchangeRecorder
///                                 ▼
///                         CompletionPublisher ─▶ history, bus
/// ```
///
/// Everything is confined to the event loop of the client connection, including its upstream
/// connection, unless stated otherwise.
///
/// [ClientConnection] decodes requests with the strict half of [HttpCodecs] and runs one
/// [ConnectionTask] at a time: an [Exchange] with a server, an [InternalPageResponder] for internal
/// paths, an [UpstreamResolution] of the forward proxy, and a [Tunnel] after a protocol switch.
///
/// ## Decisions
///
/// Unambiguous messages: a message that is not written anew from its decoded parts does not pass.
/// In doubt a request gets 400 and a response becomes 502, and the connection is closed. Behind a
/// request for another protocol the decoder waits: the bytes belong to that protocol if the server
/// agrees, and are the next request otherwise.
///
/// Streaming: parts are written as they arrive, and a side that is not writable suspends reading on
/// the other. A response in flight takes at most Netty's write buffer (64 kB) and one read (64 kB),
/// whatever its size: 55 kB for each client that does not read, 94 kB where a page is decompressed,
/// which also stops while the client is not writable. Documents also retain what they have sent
/// without reading its markup: at most 320 kB each, and 4 MB for all documents of an event loop.
///
/// Compression: documents are requested uncompressed, because decompression costs more than the
/// loopback interface saves (79 µs for 200 kB of gzip, half a microsecond without). A document sent
/// as gzip regardless is decompressed. One sent as br or zstd is forwarded without the script, and
/// a notice and the request say what to do: their codecs would add half a megabyte and seven
/// megabytes of native code per platform.
///
/// Cost beside nginx with `sub_filter` (one loop each, `wrk` with 16 connections, warm): the loop
/// takes 15.8 µs for a small JSON response, 11.8 of them in the kernel, and nginx 13.1 and 11.3;
/// for a small page with the script 18.0 and 12.4, nginx 13.8 and 11.4; for 200 kB 68 against 93.
/// Both read and write each message with one system call. Tried without success: own time slices
/// for the loop (`sched_setattr`, 0.1 to 100 ms, level) and young generations of 24 and 32 MB (p99
/// 1.25 and 1.31 instead of 1.33 ms).
@NullMarked
package dev.brummer.proxy.http;

import org.jspecify.annotations.NullMarked;
