/// HTTP/1.1 message heads and their rewriting, without connections.
///
/// ```
/// client request  ─▶ RequestHead  ─▶ RequestRewriter  ─▶ request for the server
/// server response ─▶ ResponseHead ─▶ ResponsePlan ─┬─▶ ResponseRewriter ─▶ head for the client
///                                                  └─▶ HtmlRewriter     ─▶ body for the client
/// ```
///
/// [RequestHead] and [ResponseHead] validate decoded heads; [ResponsePlan] decides once, by the
/// head, whether a response is forwarded, injected or rejected. [OriginMapping] translates URLs
/// between the origin seen by the browser and the origin of the server; [ETags] keeps modified
/// documents apart from the server's. Rewriters belong to one message and one event loop; the other
/// types are immutable.
///
/// A leaf: never depends on `http`. It uses `route`, `inject` and one constant of `history`.
@NullMarked
package dev.brummer.proxy.http.message;

import org.jspecify.annotations.NullMarked;
