/// One client connection, its requests, its server's answers. Everything here is confined to the
/// event loop of the client's connection, the connection to the server too, unless it says
/// otherwise.
///
/// [ClientConnection] reads requests by the strict half of [HttpCodecs] and gives one after another
/// to a [ConnectionTask]: an [Exchange] with a server, an [InternalPageResponder] of brummer's own,
/// a [UpstreamResolution] of the forward proxy, and, after a switch of protocols, a [Tunnel]. What
/// is done with an answer is decided once, by its head: [ResponsePlan]. [OriginMapping] says the
/// addresses of one side in the words of the other, so that either sees the world without a proxy.
///
/// Nothing is gathered: a part is written as it comes, and a side that does not take bytes stops
/// the reading of the other, so that a response in flight has at most what Netty's write buffer
/// lets through (64 kB) and one read (64 kB) in memory, whatever its size: 55 kB each for clients
/// that do not read, 94 kB where a page is unpacked, which stops, too, when the client has no room.
///
/// Documents are asked for uncompressed: unpacking costs more than the loopback interface saves (79
/// µs for 200 kB of gzip, half a microsecond without). A server that sends gzip all the same is
/// unpacked; one that sends br or zstd is passed on without the script, and a notice and the
/// request say what to do: their codecs would be half a megabyte and seven of native code a
/// platform.
@NullMarked
package dev.brummer.proxy.http;

import org.jspecify.annotations.NullMarked;
