package dev.brummer.proxy.http;

import dev.brummer.proxy.http.ResponseMapper.Framing;
import dev.brummer.proxy.inject.Csp;
import dev.brummer.proxy.route.Origin;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// Writes an answer to the client: its head, then its body as it comes, in the framing that the
/// client's connection needs. Confined to an event loop.
final class AnswerBody implements AutoCloseable {
  private final Frontend front;
  private final Tally tally;
  private final Framing framing;
  private @Nullable Document document;

  AnswerBody(Frontend front, Tally tally, Framing framing) {
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
      Mapping mapping,
      Plan.@Nullable Inject inject,
      boolean keepAlive) {
    Csp policy = null;
    if (inject != null) {
      policy = policy(response, mapping.asked());
    }
    HttpResponse said =
        new ResponseMapper(request, response, mapping).map(framing, keepAlive, policy);
    if (front.services().inject()) {
      said.headers().add(Names.SERVER_TIMING, front.services().ids().serverTiming(tally.id()));
    }
    tally.answered(response, said.headers());
    front.write(said);
    if (inject != null && policy != null) {
      byte[] tag = front.services().telemetry().tag(session(), tally.id(), policy.nonce());
      document = new Document(tag, policy, inject.gzip(), front.alloc(), this::content);
    }
  }

  private String session() {
    return front.services().ids().session(tally.id());
  }

  private Csp policy(ResponseHead response, Origin asked) {
    String base = asked.host().startsWith("[") ? null : asked.toString();
    String script = base == null ? "'self'" : base + OwnPages.SCRIPT;
    String beacons = base == null ? "'self'" : base + OwnPages.BEACONS;
    Csp policy = new Csp(script, beacons, session());
    response
        .fields()
        .headers()
        .getAll(HttpHeaderNames.CONTENT_SECURITY_POLICY)
        .forEach(policy::readNonce);
    return policy;
  }

  /// Takes over a part of the body.
  void feed(HttpContent part) throws Malformed {
    Document open = document;
    if (open == null) {
      tally.responseBytes(part.content().readableBytes());
      front.write(part);
      return;
    }
    try {
      ByteBuf bytes = part.content();
      if (bytes.isReadable()) {
        open.feed(bytes, bytes.readerIndex(), bytes.readableBytes());
      }
      if (part instanceof LastHttpContent last) {
        open.end();
        open.close();
        front.write(new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, last.trailingHeaders()));
      }
    } catch (DataFormatException damage) {
      throw new Malformed(502, "Its document is damaged: " + damage.getMessage() + ".");
    } finally {
      part.release();
    }
  }

  private void content(ByteBuf content) {
    tally.responseBytes(content.readableBytes());
    front.write(new DefaultHttpContent(content));
  }

  @Override
  public void close() {
    if (document != null) {
      document.close();
    }
  }
}
