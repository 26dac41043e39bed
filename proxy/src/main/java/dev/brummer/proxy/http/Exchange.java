package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.HeaderFields;
import dev.brummer.proxy.http.message.HeaderNames;
import dev.brummer.proxy.http.message.MalformedMessageException;
import dev.brummer.proxy.http.message.OriginMapping;
import dev.brummer.proxy.http.message.RequestHead;
import dev.brummer.proxy.http.message.RequestRewriter;
import dev.brummer.proxy.http.message.ResponseHead;
import dev.brummer.proxy.http.message.ResponsePlan;
import dev.brummer.proxy.http.message.ResponseRewriter;
import dev.brummer.proxy.http.message.ResponseRewriter.Framing;
import dev.brummer.proxy.http.message.Trailers;
import dev.brummer.proxy.route.Upstream;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request and its response, both streaming. Confined to the event loop of the client
/// connection; the upstream connection runs on the same loop.
///
/// Messages are forwarded as they arrive, without buffering; a side that is not writable suspends
/// reading on the other. The exchange ends when the response is written and the request body
/// complete, or when either connection closes.
// Failed channels close; channelInactive reports it.
@SuppressWarnings("FutureReturnValueIgnored")
final class Exchange implements ConnectionTask, UpstreamListener {
  private enum State {
    CONNECTING,
    /// The request is written to an idle connection, which is not flushed yet.
    UNSENT,
    AWAITING_RESPONSE,
    STREAMING_RESPONSE,
    RESPONSE_SENT,
    DONE
  }

  private static final long REQUEST_BODY_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long HALF_CLOSED_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final ClientConnection client;
  private final ExchangeContext exchangeContext;
  private final Upstream upstream;
  private final RequestHead head;
  private boolean requestEnded;
  private final OriginMapping mapping;
  private final ExchangeRecorder exchangeRecorder;
  private State state = State.CONNECTING;
  private @Nullable UpstreamConnection upstreamConnection;
  private @Nullable ResponseWriter responseWriter;
  private int firstAddress;
  private int attempt;
  private boolean reused;
  private boolean sawUpstreamBytes;
  private boolean clientEnded;
  private boolean reusable;
  private boolean keepAlive;
  private long lastByteNanos;

  /// @param mapping between the origins seen by browser and server
  /// @param arrivedNanos time at which the head was decoded
  /// @param now [System#nanoTime]
  Exchange(
      ClientConnection client,
      RequestHead head,
      OriginMapping mapping,
      long arrivedNanos,
      long now) {
    this.client = client;
    this.exchangeContext = client.exchangeContext();
    this.upstream = client.upstream();
    this.head = head;
    this.requestEnded = !head.hasBody();
    this.mapping = mapping;
    this.exchangeRecorder =
        new ExchangeRecorder(
            exchangeContext,
            client.eventLoopConnections().completionPublisher(),
            client.eventLoopConnections().recordInterner(),
            upstream,
            head,
            arrivedNanos,
            now,
            client.listener().port());
    this.keepAlive = head.isKeepAlive();
    this.lastByteNanos = exchangeRecorder.startNanos();
  }

  void start() {
    UpstreamConnection idle =
        isRetryable()
            ? client.eventLoopConnections().acquire(upstream, exchangeRecorder.startNanos())
            : null;
    if (idle == null) {
      openConnection();
    } else {
      reused = true;
      writeRequest(idle);
      state = State.UNSENT;
      client.eventLoopConnections().sendLater(this);
    }
  }

  /// Whether the request may be sent again after its connection turned out to be closed.
  private boolean isRetryable() {
    return head.isIdempotent() && requestEnded && !head.isUpgrade();
  }

  private void openConnection() {
    reused = false;
    firstAddress = upstream.preferredAddress();
    attempt = 0;
    exchangeRecorder.connectStarted();
    connect();
  }

  private void connect() {
    InetSocketAddress address = upstream.address(firstAddress + attempt);
    client
        .eventLoopConnections()
        .connect(upstream, address)
        .addListener((ChannelFuture f) -> onConnectFinished(f, address));
  }

  private void onConnectFinished(ChannelFuture future, InetSocketAddress address) {
    Channel channel = future.channel();
    if (state == State.DONE) {
      channel.close();
    } else if (future.isSuccess()) {
      upstream.markReachable(address);
      exchangeRecorder.connected();
      UpstreamConnection connection = channel.pipeline().get(UpstreamConnection.class);
      writeRequest(connection);
      sendRequest(connection);
      client.resume();
    } else if (++attempt < upstream.addressCount()) {
      connect();
    } else {
      fail(502, "Cannot connect to " + mapping.target().authority() + ".");
    }
  }

  private void writeRequest(UpstreamConnection connection) {
    exchangeRecorder.workStarted(System.nanoTime());
    upstreamConnection = connection;
    connection.attach(this);
    connection.responseDecoder().setHeadRequest(head.isHead());
    String clientTraceparent = head.headers().firstOrEmpty(HeaderNames.TRACEPARENT);
    exchangeRecorder.clientTraceparent(clientTraceparent);
    String traceparent =
        clientTraceparent.isEmpty()
            ? exchangeContext.ids().traceparent(exchangeRecorder.id())
            : clientTraceparent;
    connection.write(
        RequestRewriter.rewrite(
            head,
            mapping,
            injectsTelemetry() && head.isNavigation(),
            client.clientAddress(),
            traceparent));
    if (requestEnded) {
      connection.write(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private void sendRequest(UpstreamConnection connection) {
    state = State.AWAITING_RESPONSE;
    connection.flush();
    exchangeRecorder.requestSent();
  }

  /// Sends the request if that is still to be done.
  void sendWritten() {
    UpstreamConnection connection = upstreamConnection;
    if (state == State.UNSENT && connection != null) {
      sendRequest(connection);
    }
  }

  /// Documents of foreign servers, requested through the forward proxy, are not modified.
  private boolean injectsTelemetry() {
    return exchangeContext.inject() && upstream.port() != 0;
  }

  @Override
  public void onClientMessage(Object message) throws MalformedMessageException {
    if (!(message instanceof HttpContent content)) {
      ReferenceCountUtil.release(message);
      return;
    }
    boolean passed = false;
    try {
      MalformedMessageException.check(content);
      if (content instanceof LastHttpContent end) {
        Trailers.check(end);
        requestEnded = true;
      }
      exchangeRecorder.addRequestBody(content.content());
      lastByteNanos = System.nanoTime();
      UpstreamConnection connection = upstreamConnection;
      if (connection != null) {
        passed = true;
        connection.write(content);
        connection.flush();
      }
    } finally {
      if (!passed) {
        content.release();
      }
    }
    finishIfDone();
  }

  @Override
  public boolean isReady() {
    UpstreamConnection connection = upstreamConnection;
    return !requestEnded
        && (connection == null ? state == State.RESPONSE_SENT : connection.isWritable());
  }

  @Override
  public void onUpstreamMessage(Object message) {
    if (state == State.UNSENT) {
      ReferenceCountUtil.release(message);
      replaceConnection();
      return;
    }
    long now = System.nanoTime();
    exchangeRecorder.responseDataReceived(now);
    sawUpstreamBytes = true;
    lastByteNanos = now;
    try {
      switch (message) {
        case HttpResponse response -> onResponseHead(response);
        case HttpContent content when state == State.STREAMING_RESPONSE -> relay(content);
        default -> ReferenceCountUtil.release(message);
      }
    } catch (MalformedMessageException malformed) {
      fail(502, malformed.reason());
    }
    exchangeRecorder.workStopped();
  }

  /// Sends the request on another connection: this one was closed, or holds bytes that are no
  /// response to it.
  private void replaceConnection() {
    UpstreamConnection connection = upstreamConnection;
    if (connection != null) {
      connection.close();
    }
    upstreamConnection = null;
    state = State.CONNECTING;
    openConnection();
  }

  private void onResponseHead(HttpResponse response) throws MalformedMessageException {
    if (state != State.AWAITING_RESPONSE) {
      return;
    }
    MalformedMessageException.checkResponse(response);
    handleResponseHead(ResponseHead.of(response));
  }

  private void handleResponseHead(ResponseHead response) throws MalformedMessageException {
    recordCertificate();
    if (response.isInterim()) {
      if (head.minorVersion() == 1) {
        writeInterimHead(response);
        client.flush();
      }
      return;
    }
    switch (ResponsePlan.of(head, response, injectsTelemetry())) {
      case ResponsePlan.Reject reject ->
          throw new MalformedMessageException(reject.status(), reject.reason());
      case ResponsePlan.Pass pass when response.status() == 101 -> switchToTunnel(response);
      case ResponsePlan.Pass pass -> {
        recordNote(pass.reason());
        startResponse(response, null);
      }
      case ResponsePlan.Inject inject -> startResponse(response, inject);
    }
  }

  /// Records that a certificate was accepted; publishes a notice once per server.
  private void recordCertificate() {
    SslHandler encryption = upstreamConnection == null ? null : upstreamConnection.encryption();
    if (encryption == null) {
      return;
    }
    String certificate = upstream.certificate();
    if (certificate.isEmpty()) {
      certificate =
          "https: " + UpstreamTls.describe(encryption) + ", accepted unverified on loopback";
      upstream.certificate(certificate);
      client
          .eventLoopConnections()
          .completionPublisher()
          .publishNotice("Proxying " + upstream.originText() + ", " + certificate + ".");
    }
    exchangeRecorder.addNote(certificate);
  }

  /// Records why a document was not modified; publishes a notice once per server.
  private void recordNote(String reason) {
    exchangeRecorder.addNote(reason);
    if (!reason.isEmpty() && upstream.acquireNotice()) {
      client
          .eventLoopConnections()
          .completionPublisher()
          .publishNotice("Pages of " + mapping.target().authority() + ": " + reason + ".");
    }
  }

  private void writeInterimHead(ResponseHead response) {
    HttpResponse sent = new ResponseRewriter(head, response, mapping).rewriteInterim();
    exchangeRecorder.responseStarted(response, HeaderFields.of(sent.headers()));
    client.write(sent);
    client.write(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  private void switchToTunnel(ResponseHead response) {
    UpstreamConnection connection = upstreamConnection;
    if (connection == null) {
      return;
    }
    state = State.DONE;
    writeInterimHead(response);
    client.flush();
    Tunnel tunnel = new Tunnel(client, connection);
    publish("");
    tunnel.open();
    client.resume();
    if (clientEnded) {
      tunnel.onClientInputClosed();
    }
  }

  private void startResponse(ResponseHead response, ResponsePlan.@Nullable Inject inject) {
    boolean bodyless = head.isHead() || response.isBodyless();
    boolean hasLength =
        bodyless || (inject == null && !response.isChunked() && !response.isDelimitedByClose());
    Framing framing =
        hasLength
            ? Framing.LENGTH
            : head.minorVersion() == 1 ? Framing.CHUNKED : Framing.UNTIL_CLOSE;
    reusable = response.isKeepAlive() && (bodyless || !response.isDelimitedByClose());
    ResponseWriter writer = new ResponseWriter(client, exchangeRecorder, framing);
    keepAlive &= framing != Framing.UNTIL_CLOSE && !response.hasForbiddenBody();
    state = State.STREAMING_RESPONSE;
    responseWriter = writer;
    writer.writeHead(head, response, mapping, inject, keepAlive);
    if (inject != null) {
      upstream.recentDocuments().add(head.target(), exchangeRecorder.id());
    }
  }

  private void relay(HttpContent part) throws MalformedMessageException {
    ResponseWriter writer = responseWriter;
    boolean broken = part.decoderResult().isFailure();
    if (writer == null || broken) {
      part.release();
      throw new MalformedMessageException(502, "The server's response is malformed.");
    }
    writer.feed(part);
    afterWrite(writer);
  }

  private void afterWrite(ResponseWriter writer) {
    if (writer.ended()) {
      state = State.RESPONSE_SENT;
      client.flush();
      finishIfDone();
    } else if (upstreamConnection != null) {
      upstreamConnection.setAutoRead(client.isWritable() && !writer.hasPending());
    }
  }

  private void finishIfDone() {
    if (state != State.RESPONSE_SENT || !requestEnded) {
      return;
    }
    state = State.DONE;
    long now = System.nanoTime();
    UpstreamConnection connection = upstreamConnection;
    upstreamConnection = null;
    if (connection != null && reusable && connection.isReusable()) {
      client.eventLoopConnections().release(upstream, connection, now);
    } else if (connection != null) {
      connection.close();
    }
    exchangeRecorder.publish(responseWriter, "", true, now);
    client.end(keepAlive, now);
  }

  @Override
  public void onUpstreamReadComplete() {
    client.flush();
  }

  @Override
  public void onUpstreamWritabilityChanged(boolean writable) {
    client.resume();
  }

  @Override
  public void onUpstreamInputClosed() {
    onUpstreamDisconnected();
  }

  @Override
  public void onUpstreamDisconnected() {
    String failure = upstreamConnection == null ? "" : upstreamConnection.failure();
    upstreamConnection = null;
    if (state == State.UNSENT) {
      replaceConnection();
    } else if (state == State.AWAITING_RESPONSE) {
      if (reused && !sawUpstreamBytes && isRetryable()) {
        replaceConnection();
      } else {
        fail(
            502,
            failure.isEmpty()
                ? "The server closed the connection without a response."
                : "The TLS handshake failed: " + failure + ".");
      }
    } else if (state == State.STREAMING_RESPONSE
        && (responseWriter == null || !responseWriter.complete())) {
      fail(502, "The server's response was truncated.");
    } else if (state == State.RESPONSE_SENT) {
      client.resume();
    }
  }

  @Override
  public void onClientWritabilityChanged(boolean writable) {
    ResponseWriter writer = responseWriter;
    if (writable && writer != null && writer.hasPending() && state == State.STREAMING_RESPONSE) {
      pump(writer);
    } else if (upstreamConnection != null) {
      upstreamConnection.setAutoRead(writable);
    }
  }

  private void pump(ResponseWriter writer) {
    try {
      writer.pump();
      if (!writer.pumping()) {
        afterWrite(writer);
      }
    } catch (MalformedMessageException malformed) {
      fail(502, malformed.reason());
    }
  }

  @Override
  public void onClientInputClosed() {
    clientEnded = true;
    lastByteNanos = System.nanoTime();
    if (!requestEnded) {
      client.abort();
    }
  }

  @Override
  public void onClientDisconnected() {
    if (state != State.DONE) {
      state = State.DONE;
      closeUpstream();
      publish("The browser closed the connection.");
    }
  }

  @Override
  public void reject(MalformedMessageException reason) {
    fail(reason.status(), reason.reason());
  }

  @Override
  public void checkTimeouts(long nowNanos) {
    long silenceNanos = nowNanos - lastByteNanos;
    if (state == State.AWAITING_RESPONSE
        && requestEnded
        && silenceNanos > exchangeContext.upstreamTimeoutNanos()) {
      fail(504, "The server did not start a response in time.");
    } else if (!requestEnded && upstreamConnection != null && isStalled(silenceNanos)) {
      fail(408, "The request body was not received in time.");
    } else if (clientEnded && silenceNanos > HALF_CLOSED_TIMEOUT_NANOS) {
      client.abort();
    }
  }

  private boolean isStalled(long silenceNanos) {
    return silenceNanos > REQUEST_BODY_TIMEOUT_NANOS
        && upstreamConnection != null
        && upstreamConnection.isWritable();
  }

  /// Ends the exchange with an error page, or, after the response has started, by closing the
  /// connection.
  private void fail(int status, String reason) {
    if (state == State.DONE) {
      return;
    }
    boolean responseStarted = responseWriter != null;
    state = State.DONE;
    closeUpstream();
    if (responseStarted) {
      publish(reason);
      client.flush();
      client.abort();
      return;
    }
    exchangeRecorder.setStatus(status, "text/html");
    ErrorResponse.create(
            head,
            status,
            reason,
            mapping.target(),
            exchangeContext.processStatus().find(upstream.process()))
        .writeTo(client, keepAlive && requestEnded);
    publish(reason);
    if (requestEnded) {
      client.end(keepAlive, System.nanoTime());
    } else {
      client.endAndDrain();
    }
  }

  private void closeUpstream() {
    UpstreamConnection connection = upstreamConnection;
    upstreamConnection = null;
    if (connection != null) {
      connection.close();
    }
    if (responseWriter != null) {
      responseWriter.close();
    }
  }

  private void publish(String error) {
    exchangeRecorder.publish(responseWriter, error, requestEnded, System.nanoTime());
  }
}
