package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.HeaderNames;
import dev.brummer.proxy.http.message.HtmlRewriter;
import dev.brummer.proxy.http.message.MalformedMessageException;
import dev.brummer.proxy.http.message.OriginMapping;
import dev.brummer.proxy.http.message.RequestHead;
import dev.brummer.proxy.http.message.ResponseHead;
import dev.brummer.proxy.http.message.ResponsePlan;
import dev.brummer.proxy.http.message.ResponseRewriter;
import dev.brummer.proxy.http.message.ResponseRewriter.Framing;
import dev.brummer.proxy.inject.ContentSecurityPolicy;
import dev.brummer.proxy.route.Origin;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// Writes an answer to the client: its head, then its body as it comes, in the framing that the
/// client's connection needs. Confined to an event loop.
final class ResponseWriter implements AutoCloseable {
  private final ClientConnection front;
  private final ExchangeRecorder tally;
  private final Framing framing;

  /// What has not been written for want of room: of packed documents the rest of one read.
  private final ArrayDeque<HttpContent> parts = new ArrayDeque<>();

  private @Nullable HtmlRewriter document;
  private boolean complete;
  private boolean ended;
  private boolean pumping;

  /// The first part has more to give than what is readable of it.
  private boolean unpacking;

  ResponseWriter(ClientConnection front, ExchangeRecorder tally, Framing framing) {
    this.front = front;
    this.tally = tally;
    this.framing = framing;
  }

  Framing framing() {
    return framing;
  }

  boolean injected() {
    return document != null && document.injected();
  }

  void begin(
      RequestHead request,
      ResponseHead response,
      OriginMapping mapping,
      ResponsePlan.@Nullable Inject inject,
      boolean keepAlive) {
    ContentSecurityPolicy policy = null;
    if (inject != null) {
      policy = policy(response, mapping.asked());
    }
    HttpResponse said =
        new ResponseRewriter(request, response, mapping).map(framing, keepAlive, policy);
    if (front.services().inject()) {
      said.headers()
          .add(HeaderNames.SERVER_TIMING, front.services().ids().serverTiming(tally.id()));
    }
    tally.answered(response, said.headers());
    front.write(said);
    if (inject != null && policy != null) {
      byte[] tag = front.services().telemetry().tag(session(), tally.id(), policy.nonce());
      document = new HtmlRewriter(tag, policy, inject.gzip(), front.alloc(), this::content);
    }
  }

  private String session() {
    return front.services().ids().session(tally.id());
  }

  private ContentSecurityPolicy policy(ResponseHead response, Origin asked) {
    String base = asked.host().startsWith("[") ? null : asked.toString();
    String script = base == null ? "'self'" : base + InternalPaths.SCRIPT;
    String beacons = base == null ? "'self'" : base + InternalPaths.BEACONS;
    ContentSecurityPolicy policy = new ContentSecurityPolicy(script, beacons, session());
    response
        .fields()
        .headers()
        .getAll(HttpHeaderNames.CONTENT_SECURITY_POLICY)
        .forEach(policy::readNonce);
    return policy;
  }

  /// Takes over a part of the body.
  void feed(HttpContent part) throws MalformedMessageException {
    complete = part instanceof LastHttpContent;
    HtmlRewriter open = document;
    if (open == null) {
      tally.responseBody(part.content());
      front.write(part);
      ended = complete;
      return;
    }
    parts.add(part);
    pump();
  }

  /// Goes on with the parts that have come, as far as the client has room for what they unpack to.
  void pump() throws MalformedMessageException {
    HtmlRewriter open = document;
    if (pumping || open == null) {
      return;
    }
    pumping = true;
    try {
      while (!parts.isEmpty() && (write(open, parts.element()) || madeRoom())) {}
    } catch (DataFormatException damage) {
      throw new MalformedMessageException(
          502, "Its document is damaged: " + damage.getMessage() + ".");
    } finally {
      pumping = false;
    }
  }

  private boolean madeRoom() {
    front.flush();
    return front.writable();
  }

  private boolean write(HtmlRewriter open, HttpContent part) throws DataFormatException {
    if (part.content().isReadable() || unpacking) {
      unpacking = !open.feed(part.content(), front::writable);
      if (unpacking) {
        return false;
      }
    }
    if (part instanceof LastHttpContent last) {
      open.end();
      open.close();
      front.write(new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, last.trailingHeaders()));
      ended = true;
    }
    parts.remove().release();
    return true;
  }

  /// Whether this is called by something that [#pump] does.
  boolean pumping() {
    return pumping;
  }

  /// Whether the server's last part has come.
  boolean complete() {
    return complete;
  }

  /// Whether the last part has been written.
  boolean ended() {
    return ended;
  }

  /// Whether parts wait for the client to take what was written.
  boolean waiting() {
    return !parts.isEmpty();
  }

  private void content(ByteBuf content) {
    tally.responseBody(content);
    front.write(new DefaultHttpContent(content));
  }

  @Override
  public void close() {
    parts.forEach(HttpContent::release);
    parts.clear();
    if (document != null) {
      document.close();
    }
  }
}
