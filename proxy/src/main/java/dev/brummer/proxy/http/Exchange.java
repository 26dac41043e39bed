package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.HeaderNames;
import dev.brummer.proxy.http.message.MalformedMessageException;
import dev.brummer.proxy.http.message.OriginMapping;
import dev.brummer.proxy.http.message.RequestHead;
import dev.brummer.proxy.http.message.RequestRewriter;
import dev.brummer.proxy.http.message.ResponseHead;
import dev.brummer.proxy.http.message.ResponsePlan;
import dev.brummer.proxy.http.message.ResponseRewriter;
import dev.brummer.proxy.http.message.ResponseRewriter.Framing;
import dev.brummer.proxy.route.Upstream;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request on its way to a server and the answer on its way back, both streaming. Confined to
/// the event loop of the client's connection; the connection to the server is on the same loop.
///
/// Bytes are never gathered: what one side sends is written to the other at once, and a side that
/// does not take bytes stops the reading of the other. It ends when the answer has been written and
/// the request's body has come to its end, or when either connection breaks.
// A channel that fails is closed, which tells.
@SuppressWarnings("FutureReturnValueIgnored")
final class Exchange implements ConnectionTask, UpstreamListener {
  private enum State {
    CONNECTING,
    WAITING,
    ANSWERING,
    ANSWERED,
    OVER
  }

  private static final long STALLED_BODY_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long HALF_CLOSED_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final ClientConnection front;
  private final ExchangeContext services;
  private final Upstream site;
  private final RequestHead head;
  private boolean requestEnded;
  private final OriginMapping mapping;
  private final ExchangeRecorder tally;
  private State state = State.CONNECTING;
  private @Nullable UpstreamConnection backend;
  private @Nullable ResponseWriter answer;
  private int firstAddress;
  private int attempt;
  private boolean reused;
  private boolean sawUpstreamBytes;
  private boolean clientEnded;
  private boolean reusable;
  private boolean keepAlive;
  private long lastByteNanos;

  /// @param mapping between the browser's and the server's words
  /// @param arrivedNanos when the head had been read
  /// @param now [System#nanoTime]
  Exchange(
      ClientConnection front,
      RequestHead head,
      OriginMapping mapping,
      long arrivedNanos,
      long now) {
    this.front = front;
    this.services = front.services();
    this.site = front.site();
    this.head = head;
    this.requestEnded = !head.hasBody();
    this.mapping = mapping;
    this.tally =
        new ExchangeRecorder(
            services,
            front.lane().outbox(),
            site,
            head,
            arrivedNanos,
            now,
            front.listener().port());
    this.keepAlive = head.keepsAlive();
    this.lastByteNanos = tally.startNanos();
  }

  void begin() {
    UpstreamConnection idle = repeatable() ? front.lane().takeIdle(site, tally.startNanos()) : null;
    if (idle == null) {
      connectAnew();
    } else {
      reused = true;
      start(idle);
    }
  }

  /// Whether the request may be sent again when its connection turns out to be dead.
  private boolean repeatable() {
    return head.idempotent() && requestEnded && !head.upgrades();
  }

  private void connectAnew() {
    reused = false;
    firstAddress = site.preferred();
    attempt = 0;
    tally.connecting();
    connect();
  }

  private void connect() {
    InetSocketAddress address = site.address(firstAddress + attempt);
    front.lane().connect(address).addListener((ChannelFuture f) -> connected(f, address));
  }

  private void connected(ChannelFuture future, InetSocketAddress address) {
    Channel channel = future.channel();
    if (state == State.OVER) {
      channel.close();
    } else if (future.isSuccess()) {
      site.reached(address);
      tally.connected();
      start(channel.pipeline().get(UpstreamConnection.class));
    } else if (++attempt < site.addressCount()) {
      connect();
    } else {
      fail(502, "Nothing answers at " + mapping.target().authority() + ".");
    }
  }

  private void start(UpstreamConnection connection) {
    tally.enter(System.nanoTime());
    backend = connection;
    state = State.WAITING;
    connection.attach(this);
    connection.answers().toHead(head.isHead());
    String sent = head.fields().text(HeaderNames.TRACEPARENT);
    String trace = sent.isEmpty() ? services.ids().traceparent(tally.id()) : sent;
    connection.write(
        RequestRewriter.map(
            head, mapping, injects() && head.navigates(), front.clientAddress(), trace));
    if (requestEnded) {
      connection.write(LastHttpContent.EMPTY_LAST_CONTENT);
    }
    connection.flush();
    tally.sent(sent);
    front.resume();
  }

  /// Documents of other servers, which the forward proxy may be asked for, stay as they are.
  private boolean injects() {
    return services.inject() && site.port() != 0;
  }

  @Override
  public void take(Object message) throws MalformedMessageException {
    if (!(message instanceof HttpContent content)) {
      ReferenceCountUtil.release(message);
      return;
    }
    boolean passed = false;
    try {
      MalformedMessageException.check(content);
      requestEnded = content instanceof LastHttpContent;
      tally.requestBody(content.content());
      lastByteNanos = System.nanoTime();
      UpstreamConnection connection = backend;
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
    finishIfOver();
  }

  @Override
  public boolean ready() {
    UpstreamConnection connection = backend;
    return !requestEnded && (connection == null ? state == State.ANSWERED : connection.writable());
  }

  @Override
  public void upstream(Object message) {
    long now = System.nanoTime();
    tally.answers(now);
    sawUpstreamBytes = true;
    lastByteNanos = now;
    try {
      switch (message) {
        case HttpResponse response -> head(response);
        case HttpContent content when state == State.ANSWERING -> relay(content);
        default -> ReferenceCountUtil.release(message);
      }
    } catch (MalformedMessageException malformed) {
      fail(502, malformed.reason());
    }
    tally.leave();
  }

  private void head(HttpResponse response) throws MalformedMessageException {
    if (state != State.WAITING) {
      return;
    }
    if (response.decoderResult().isFailure()) {
      throw new MalformedMessageException(502, "It does not speak HTTP/1.1.");
    }
    answerHead(ResponseHead.of(response));
  }

  private void answerHead(ResponseHead response) throws MalformedMessageException {
    if (response.interim()) {
      if (head.minor() == 1) {
        writeHeadAsIs(response);
        front.flush();
      }
      return;
    }
    switch (ResponsePlan.of(head, response, injects())) {
      case ResponsePlan.Refuse refuse ->
          throw new MalformedMessageException(refuse.status(), refuse.reason());
      case ResponsePlan.Pass pass when response.status() == 101 -> becomeTunnel(response);
      case ResponsePlan.Pass pass -> {
        note(pass.reason());
        answer(response, null);
      }
      case ResponsePlan.Inject inject -> answer(response, inject);
    }
  }

  /// Why a document stays as it is: beside the request, and once a server as a notice.
  private void note(String reason) {
    tally.note(reason);
    if (!reason.isEmpty() && site.notice()) {
      front
          .lane()
          .outbox()
          .notice("Pages of " + mapping.target().authority() + ": " + reason + ".");
    }
  }

  private void writeHeadAsIs(ResponseHead response) {
    HttpResponse said = new ResponseRewriter(head, response, mapping).asIs();
    tally.answered(response, said.headers());
    front.write(said);
    front.write(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  private void becomeTunnel(ResponseHead response) {
    UpstreamConnection connection = backend;
    if (connection == null) {
      return;
    }
    state = State.OVER;
    writeHeadAsIs(response);
    front.flush();
    Tunnel tunnel = new Tunnel(front, connection);
    publish("");
    tunnel.open();
    front.resume();
    if (clientEnded) {
      tunnel.clientEnded();
    }
  }

  private void answer(ResponseHead response, ResponsePlan.@Nullable Inject inject) {
    boolean bodyless = head.isHead() || response.bodyless();
    boolean ofLength =
        bodyless || (inject == null && !response.chunked() && !response.untilClose());
    Framing framing =
        ofLength ? Framing.LENGTH : head.minor() == 1 ? Framing.CHUNKED : Framing.UNTIL_CLOSE;
    reusable = response.keepsAlive() && (bodyless || !response.untilClose());
    ResponseWriter body = new ResponseWriter(front, tally, framing);
    keepAlive &= framing != Framing.UNTIL_CLOSE;
    state = State.ANSWERING;
    answer = body;
    body.begin(head, response, mapping, inject, keepAlive);
    if (inject != null) {
      site.documents().loaded(head.target(), tally.id());
    }
  }

  private void relay(HttpContent part) throws MalformedMessageException {
    ResponseWriter body = answer;
    boolean broken = part.decoderResult().isFailure();
    if (body == null || broken) {
      part.release();
      throw new MalformedMessageException(502, "Its answer is malformed.");
    }
    body.feed(part);
    proceed(body);
  }

  private void proceed(ResponseWriter body) {
    if (body.ended()) {
      state = State.ANSWERED;
      front.flush();
      finishIfOver();
    } else if (backend != null) {
      backend.reading(front.writable() && !body.waiting());
    }
  }

  private void finishIfOver() {
    if (state != State.ANSWERED || !requestEnded) {
      return;
    }
    state = State.OVER;
    long now = System.nanoTime();
    UpstreamConnection connection = backend;
    backend = null;
    if (connection != null && reusable && connection.clean()) {
      front.lane().giveBack(site, connection, now);
    } else if (connection != null) {
      connection.close();
    }
    tally.publish(answer, "", true, now);
    front.ended(keepAlive, now);
  }

  @Override
  public void upstreamPause() {
    front.flush();
  }

  @Override
  public void upstreamWritable(boolean writable) {
    front.resume();
  }

  @Override
  public void upstreamEnded() {
    upstreamGone();
  }

  @Override
  public void upstreamGone() {
    backend = null;
    if (state == State.WAITING) {
      if (reused && !sawUpstreamBytes && repeatable()) {
        state = State.CONNECTING;
        connectAnew();
      } else {
        fail(502, "It closed the connection without an answer.");
      }
    } else if (state == State.ANSWERING && (answer == null || !answer.complete())) {
      fail(502, "Its answer broke off.");
    } else if (state == State.ANSWERED) {
      front.resume();
    }
  }

  @Override
  public void clientWritable(boolean writable) {
    ResponseWriter body = answer;
    if (writable && body != null && body.waiting() && state == State.ANSWERING) {
      pump(body);
    } else if (backend != null) {
      backend.reading(writable);
    }
  }

  private void pump(ResponseWriter body) {
    try {
      body.pump();
      if (!body.pumping()) {
        proceed(body);
      }
    } catch (MalformedMessageException malformed) {
      fail(502, malformed.reason());
    }
  }

  @Override
  public void clientEnded() {
    clientEnded = true;
    lastByteNanos = System.nanoTime();
    if (!requestEnded) {
      front.abort();
    }
  }

  @Override
  public void clientGone() {
    if (state != State.OVER) {
      state = State.OVER;
      dropBackend();
      publish("The browser closed the connection.");
    }
  }

  @Override
  public void refuse(MalformedMessageException reason) {
    fail(reason.status(), reason.reason());
  }

  @Override
  public void check(long nowNanos) {
    long silent = nowNanos - lastByteNanos;
    if (state == State.WAITING && requestEnded && silent > services.upstreamNanos()) {
      fail(504, "It did not begin an answer in time.");
    } else if (!requestEnded && backend != null && stalled(silent)) {
      fail(408, "The request's body stopped arriving.");
    } else if (clientEnded && silent > HALF_CLOSED_NANOS) {
      front.abort();
    }
  }

  private boolean stalled(long silent) {
    return silent > STALLED_BODY_NANOS && backend != null && backend.writable();
  }

  /// Ends the exchange badly: with a page that says so, or, when the answer has begun, by breaking
  /// off as the server did.
  private void fail(int status, String reason) {
    if (state == State.OVER) {
      return;
    }
    boolean begun = answer != null;
    state = State.OVER;
    dropBackend();
    if (begun) {
      publish(reason);
      front.flush();
      front.abort();
      return;
    }
    tally.status(status, "text/html");
    ErrorPage.reply(head, status, reason, mapping.target(), services.story().of(site.process()))
        .writeTo(front, keepAlive && requestEnded);
    publish(reason);
    if (requestEnded) {
      front.ended(keepAlive, System.nanoTime());
    } else {
      front.endedEarly();
    }
  }

  private void dropBackend() {
    UpstreamConnection connection = backend;
    backend = null;
    if (connection != null) {
      connection.close();
    }
    if (answer != null) {
      answer.close();
    }
  }

  private void publish(String error) {
    tally.publish(answer, error, requestEnded, System.nanoTime());
  }
}
