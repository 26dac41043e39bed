package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.HeaderFields;
import dev.brummer.proxy.http.message.HeaderNames;
import dev.brummer.proxy.http.message.HtmlRewriter;
import dev.brummer.proxy.http.message.MalformedMessageException;
import dev.brummer.proxy.http.message.OriginMapping;
import dev.brummer.proxy.http.message.RequestHead;
import dev.brummer.proxy.http.message.ResponseHead;
import dev.brummer.proxy.http.message.ResponsePlan;
import dev.brummer.proxy.http.message.ResponseRewriter;
import dev.brummer.proxy.http.message.ResponseRewriter.Framing;
import dev.brummer.proxy.http.message.Trailers;
import dev.brummer.proxy.inject.CspRewriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// Writes a response to the client: the head, then the body as it arrives, in the framing the
/// connection requires. Confined to an event loop.
final class ResponseWriter implements AutoCloseable {
  private final ClientConnection client;
  private final ExchangeRecorder exchangeRecorder;
  private final Framing framing;

  /// Parts not yet written because the client is not writable; for compressed documents the rest of
  /// one read.
  private final ArrayDeque<HttpContent> pending = new ArrayDeque<>(1);

  private @Nullable HtmlRewriter htmlRewriter;
  private boolean complete;
  private boolean ended;
  private boolean pumping;

  /// The decompressor has further output for the first part.
  private boolean decompressing;

  ResponseWriter(ClientConnection client, ExchangeRecorder exchangeRecorder, Framing framing) {
    this.client = client;
    this.exchangeRecorder = exchangeRecorder;
    this.framing = framing;
  }

  Framing framing() {
    return framing;
  }

  boolean injected() {
    return htmlRewriter != null && htmlRewriter.injected();
  }

  void writeHead(
      RequestHead request,
      ResponseHead response,
      OriginMapping mapping,
      ResponsePlan.@Nullable Inject inject,
      boolean keepAlive) {
    CspRewriter policy = null;
    if (inject != null) {
      policy = createCspRewriter(response, mapping);
    }
    HttpResponse sent =
        new ResponseRewriter(request, response, mapping).rewrite(framing, keepAlive, policy);
    exchangeRecorder.responseStarted(response, HeaderFields.of(sent.headers()));
    if (client.exchangeContext().inject()) {
      sent.headers().add(HeaderNames.SERVER_TIMING, exchangeRecorder.announcement());
    }
    client.write(sent);
    if (inject != null && policy != null) {
      byte[] tag =
          client
              .exchangeContext()
              .telemetry()
              .scriptElement(exchangeRecorder.ownSession(), exchangeRecorder.id(), policy.nonce());
      htmlRewriter =
          new HtmlRewriter(
              tag,
              policy,
              mapping,
              client.eventLoopConnections().retentionBudget(),
              inject.gzip(),
              client.allocator(),
              this::writeContent);
    }
  }

  private CspRewriter createCspRewriter(ResponseHead response, OriginMapping mapping) {
    boolean isIpLiteral = mapping.clientOrigin().host().startsWith("[");
    String base = isIpLiteral ? null : mapping.clientOriginText();
    String script = base == null ? "'self'" : base + InternalPaths.SCRIPT;
    String beacons = base == null ? "'self'" : base + InternalPaths.BEACONS;
    CspRewriter policy =
        new CspRewriter(script, beacons, exchangeRecorder.ownSession(), mapping::sourceToBrowser);
    HttpHeaders headers = response.headers().fields();
    if (headers.contains(HttpHeaderNames.CONTENT_SECURITY_POLICY)) {
      headers.getAll(HttpHeaderNames.CONTENT_SECURITY_POLICY).forEach(policy::readNonce);
    }
    return policy;
  }

  /// Takes ownership of a part of the body.
  void feed(HttpContent part) throws MalformedMessageException {
    complete = part instanceof LastHttpContent;
    if (part instanceof LastHttpContent end) {
      Trailers.strip(end);
    }
    HtmlRewriter rewriter = htmlRewriter;
    if (rewriter == null) {
      exchangeRecorder.addResponseBody(part.content());
      client.write(part);
      ended = complete;
      return;
    }
    pending.add(part);
    pump();
  }

  /// Processes pending parts while the client is writable.
  void pump() throws MalformedMessageException {
    HtmlRewriter rewriter = htmlRewriter;
    if (pumping || rewriter == null) {
      return;
    }
    pumping = true;
    try {
      while (!pending.isEmpty()
          && (write(rewriter, pending.element()) || flushAndCheckWritable())) {}
    } catch (DataFormatException damage) {
      throw new MalformedMessageException(
          502, "The document is damaged: " + damage.getMessage() + ".");
    } finally {
      pumping = false;
    }
  }

  private boolean flushAndCheckWritable() {
    client.flush();
    return client.isWritable();
  }

  private boolean write(HtmlRewriter rewriter, HttpContent part) throws DataFormatException {
    if (part.content().isReadable() || decompressing) {
      decompressing = !rewriter.feed(part.content(), client::isWritable);
      if (decompressing) {
        return false;
      }
    }
    if (part instanceof LastHttpContent last) {
      rewriter.end();
      rewriter.close();
      client.write(new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, last.trailingHeaders()));
      ended = true;
    }
    pending.remove().release();
    return true;
  }

  /// Whether [#pump] is on the call stack.
  boolean pumping() {
    return pumping;
  }

  /// Whether the last part has arrived from the server.
  boolean complete() {
    return complete;
  }

  /// Whether the last part has been written.
  boolean ended() {
    return ended;
  }

  /// Whether parts wait for the client to become writable.
  boolean hasPending() {
    return !pending.isEmpty();
  }

  private void writeContent(ByteBuf content) {
    exchangeRecorder.addResponseBody(content);
    client.write(new DefaultHttpContent(content));
  }

  @Override
  public void close() {
    pending.forEach(HttpContent::release);
    pending.clear();
    if (htmlRewriter != null) {
      htmlRewriter.close();
    }
  }
}
