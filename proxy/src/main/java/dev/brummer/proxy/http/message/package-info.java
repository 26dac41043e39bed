/// HTTP/1.1 message heads and their rewriting, without connections.
///
/// ```
/// bytes of a head ─▶ HeadScanner, before the decoder sees them
/// client request  ─▶ RequestHead  ─▶ RequestRewriter  ─▶ request for the server
/// server response ─▶ ResponseHead ─▶ ResponsePlan ─┬─▶ ResponseRewriter ─▶ head for the client
///                                                  └─▶ HtmlRewriter     ─▶ body for the client
/// ```
///
/// [HeadScanner] rejects bytes that two parsers could read differently; [RequestHead] and
/// [ResponseHead] validate decoded heads: lengths, codings, `Connection` options, the host;
/// [ResponsePlan] decides once, by the head, whether a response is forwarded, injected or rejected.
/// [HeaderFields] holds the fields of a head, decoded or to be sent, in two arrays. [OriginMapping]
/// translates URLs between the origin seen by the browser and the origin of the server; [ETags]
/// keeps modified documents apart from the server's. Rewriters belong to one message and one event
/// loop; the other types are immutable.
///
/// ## Decisions
///
/// The bytes are scanned in front of the decoder, instead of checking decoded values behind it: the
/// decoder normalizes what must be rejected (a repeated length, a blank before a colon, controls
/// before the start line). The scan costs 35 ns for a request head of 50 bytes, 170 ns for a
/// browser's 530 bytes, and 70 and 120 ns for response heads of 130 and 240 bytes. The decoder's
/// own validation of values, which it replaces, would cost 10, 200, 65 and 85 ns. So a browser's
/// request, which takes 25 µs of CPU time, pays 0.01 µs more than with Netty's own validation, and
/// 1.1 % more than with none. Testing 16 or 32 bytes at a time, or visiting CR and LF one by one,
/// was not faster.
///
/// Netty's own headers take an object per field and a hash table per message: half of the 4.8 kB
/// that a small request allocated. With [HeaderFields], shared names and shared records it is 2.7
/// kB, and a collection, which stops all threads, copies half as much of the last thousand
/// requests.
///
/// [LazyUrlRewriter] searches a document for ports of known servers before it reads the markup.
/// Most pages name no server, and the state machine of the markup took two thirds of the time of a
/// page of 200 kB (130 of 200 µs). The search takes 12 µs. Only if a port is found, everything
/// before it is read; that is why it is retained until then, within limits.
///
/// Where a part of 16 kB or more ends like the beginning of a URL, those bytes wait for the next
/// part; otherwise such a page would be read in full for them.
///
/// A leaf: never depends on `http`. It uses `route`, `inject` and one constant of `history`.
@NullMarked
package dev.brummer.proxy.http.message;

import org.jspecify.annotations.NullMarked;
