package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.Document;
import dev.brummer.proxy.http.message.Malformed;
import dev.brummer.proxy.http.message.Mapping;
import dev.brummer.proxy.http.message.Names;
import dev.brummer.proxy.http.message.Plan;
import dev.brummer.proxy.http.message.RequestHead;
import dev.brummer.proxy.http.message.ResponseHead;
import dev.brummer.proxy.http.message.ResponseMapper;
import dev.brummer.proxy.http.message.ResponseMapper.Framing;
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
import java.util.ArrayDeque;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// Writes an answer to the client: its head, then its body as it comes, in the framing that the
/// client's connection needs. Confined to an event loop.
final class AnswerBody implements AutoCloseable {
  private final Frontend front;
  private final Tally tally;
  private final Framing framing;

  /// What has not been written for want of room: of packed documents the rest of one read.
  private final ArrayDeque<HttpContent> parts = new ArrayDeque<>();

  private @Nullable Document document;
  private boolean complete;
  private boolean ended;
  private boolean pumping;

  /// The first part has more to give than what is readable of it.
  private boolean unpacking;

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
    complete = part instanceof LastHttpContent;
    Document open = document;
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
  void pump() throws Malformed {
    Document open = document;
    if (pumping || open == null) {
      return;
    }
    pumping = true;
    try {
      while (!parts.isEmpty() && (write(open, parts.element()) || madeRoom())) {}
    } catch (DataFormatException damage) {
      throw new Malformed(502, "Its document is damaged: " + damage.getMessage() + ".");
    } finally {
      pumping = false;
    }
  }

  private boolean madeRoom() {
    front.flush();
    return front.writable();
  }

  private boolean write(Document open, HttpContent part) throws DataFormatException {
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
