package dev.brummer.proxy.http;

import dev.brummer.engine.event.Event;
import dev.brummer.proxy.http.ResponseWriter.Framing;
import dev.brummer.proxy.route.Site;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
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
final class Exchange implements Turn, Upstream {
  private enum State {
    CONNECTING,
    WAITING,
    ANSWERING,
    ANSWERED,
    OVER
  }

  private static final long STALLED_BODY_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long HALF_CLOSED_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Frontend front;
  private final Services services;
  private final Site site;
  private final RequestHead head;
  private final BodyFrame requestBody;
  private final Mapping mapping;
  private final Tally tally;
  private State state = State.CONNECTING;
  private @Nullable Backend backend;
  private @Nullable AnswerBody answer;
  private int attempt;
  private boolean reused;
  private boolean sawUpstreamBytes;
  private boolean clientEnded;
  private boolean reusable;
  private boolean keepAlive;
  private int scanned;
  private long lastByteNanos;

  Exchange(Frontend front, RequestHead head, BodyFrame requestBody) {
    this.front = front;
    this.services = front.services();
    this.site = front.site();
    this.head = head;
    this.requestBody = requestBody;
    this.mapping = new Mapping(services.sites(), site, head.host());
    this.tally = new Tally(services.ids().next(), site.process(), head);
    this.keepAlive = head.keepsAlive();
    this.lastByteNanos = tally.startNanos();
  }

  void begin() {
    Backend idle = repeatable() ? front.lane().takeIdle(site) : null;
    if (idle == null) {
      connect();
    } else {
      reused = true;
      start(idle);
    }
  }

  /// Whether the request may be sent again when its connection turns out to be dead.
  private boolean repeatable() {
    return head.idempotent() && requestBody.ended() && !head.upgrades();
  }

  private void connect() {
    reused = false;
    InetSocketAddress address = site.address(attempt);
    front.lane().connect(address).addListener((ChannelFuture f) -> connected(f, address));
  }

  private void connected(ChannelFuture future, InetSocketAddress address) {
    Channel channel = future.channel();
    if (state == State.OVER) {
      channel.close();
    } else if (future.isSuccess()) {
      site.reached(address);
      start(channel.pipeline().get(Backend.class));
    } else if (++attempt < site.addressCount()) {
      connect();
    } else {
      fail(502, "Nothing answers at " + mapping.target().authority() + ".");
    }
  }

  private void start(Backend connection) {
    tally.enter();
    backend = connection;
    state = State.WAITING;
    connection.attach(this);
    ByteBuf out = front.alloc().buffer(1024);
    RequestWriter.write(
        head,
        mapping,
        services.inject() && head.navigates(),
        requestBody.chunked(),
        front.clientAddress(),
        services.ids().traceparent(tally.id()),
        out);
    connection.write(out);
    connection.flush();
    tally.sent();
    tally.leave();
    front.resume();
  }

  @Override
  public void take(ByteBuf in) throws Malformed {
    Backend connection = backend;
    if (requestBody.ended() || (connection == null && state != State.ANSWERED)) {
      return;
    }
    int length = requestBody.walk(in, BodyFrame.Content.IGNORED);
    tally.requestBytes(length);
    lastByteNanos = System.nanoTime();
    if (connection == null) {
      in.skipBytes(length);
    } else if (length > 0) {
      connection.write(in.readRetainedSlice(length));
      connection.flush();
    }
    finishIfOver();
  }

  @Override
  public boolean wantsBytes(int waiting) {
    Backend connection = backend;
    return requestBody.ended() || connection == null
        ? waiting < HeadReader.MAX_HEAD
        : connection.writable();
  }

  @Override
  public void upstreamBytes(ByteBuf in) {
    tally.enter();
    sawUpstreamBytes = true;
    lastByteNanos = System.nanoTime();
    try {
      if (state == State.WAITING) {
        readHead(in);
      }
      if (state == State.ANSWERING) {
        relay(in);
      }
    } catch (Malformed malformed) {
      fail(502, malformed.reason());
    }
    tally.leave();
  }

  private void readHead(ByteBuf in) throws Malformed {
    int length = HeadReader.lengthOf(in, scanned);
    while (length >= 0 && state == State.WAITING) {
      byte[] bytes = new byte[length];
      in.readBytes(bytes);
      scanned = 0;
      answerHead(HeadReader.response(bytes));
      length = state == State.WAITING ? HeadReader.lengthOf(in, 0) : length;
    }
    if (length < 0) {
      scanned = in.readableBytes();
      if (scanned >= HeadReader.MAX_HEAD || !AnswerBody.mayBeHttp(in)) {
        throw new Malformed(502, "It does not speak HTTP/1.1.");
      }
    }
  }

  private void answerHead(ResponseHead response) throws Malformed {
    if (response.interim()) {
      if (head.minor() == 1) {
        writeHeadAsIs(response);
        front.flush();
      }
      return;
    }
    tally.answered(response);
    switch (Plan.of(head, response, services.inject())) {
      case Plan.Refuse refuse -> throw new Malformed(refuse.status(), refuse.reason());
      case Plan.Pass pass when response.status() == 101 -> becomeTunnel(response);
      case Plan.Pass pass -> answer(response, null);
      case Plan.Inject inject -> answer(response, inject);
    }
  }

  private void writeHeadAsIs(ResponseHead response) {
    ByteBuf out = front.alloc().buffer(512);
    new ResponseWriter(head, response, mapping, out).writeAsIs();
    front.write(out);
  }

  private void becomeTunnel(ResponseHead response) {
    Backend connection = backend;
    if (connection == null) {
      return;
    }
    state = State.OVER;
    writeHeadAsIs(response);
    front.flush();
    Tunnel tunnel = new Tunnel(front, connection);
    connection.attach(tunnel);
    front.become(tunnel);
    publish("");
    front.resume();
    if (clientEnded) {
      tunnel.clientEnded();
    }
  }

  private void answer(ResponseHead response, Plan.@Nullable Inject inject) throws Malformed {
    BodyFrame frame = BodyFrame.of(response, head.isHead());
    reusable = response.keepsAlive() && (frame.ended() || !frame.endsWithConnection());
    AnswerBody body = new AnswerBody(front, frame, tally, framing(frame, inject != null));
    keepAlive &= body.framing() != Framing.UNTIL_CLOSE;
    state = State.ANSWERING;
    answer = body;
    body.begin(head, response, mapping, inject, keepAlive);
  }

  private Framing framing(BodyFrame frame, boolean injecting) {
    boolean asIs = !injecting && (frame.ended() || !frame.endsWithConnection());
    if (asIs && (head.minor() == 1 || !frame.chunked())) {
      return Framing.AS_IS;
    }
    return head.minor() == 1 ? Framing.CHUNKED : Framing.UNTIL_CLOSE;
  }

  private void relay(ByteBuf in) throws Malformed {
    AnswerBody body = answer;
    if (body == null) {
      return;
    }
    body.feed(in);
    if (body.frame().ended()) {
      endAnswer(body);
    } else if (!front.writable() && backend != null) {
      backend.reading(false);
    }
  }

  private void endAnswer(AnswerBody body) throws Malformed {
    body.end();
    state = State.ANSWERED;
    front.flush();
    finishIfOver();
  }

  private void finishIfOver() {
    if (state != State.ANSWERED || !requestBody.ended()) {
      return;
    }
    state = State.OVER;
    Backend connection = backend;
    backend = null;
    if (connection != null && reusable && connection.clean()) {
      front.lane().giveBack(site, connection);
    } else if (connection != null) {
      connection.close();
    }
    publish("");
    front.ended(keepAlive);
  }

  @Override
  public void upstreamPause() {
    front.flush();
  }

  @Override
  public void upstreamWritable(boolean writable) {
    front.updateReading();
  }

  @Override
  public void upstreamEnded() {
    upstreamGone();
  }

  @Override
  public void upstreamGone() {
    backend = null;
    AnswerBody body = answer;
    if (state == State.WAITING) {
      if (reused && !sawUpstreamBytes && repeatable()) {
        state = State.CONNECTING;
        connect();
      } else {
        fail(502, "It closed the connection without an answer.");
      }
    } else if (state == State.ANSWERING && body != null && body.frame().endsWithConnection()) {
      endWithConnection(body);
    } else if (state == State.ANSWERING) {
      fail(502, "Its answer broke off.");
    } else if (state == State.ANSWERED) {
      front.resume();
    }
  }

  private void endWithConnection(AnswerBody body) {
    try {
      endAnswer(body);
    } catch (Malformed malformed) {
      fail(502, malformed.reason());
    }
  }

  @Override
  public void clientWritable(boolean writable) {
    if (backend != null) {
      backend.reading(writable);
    }
  }

  @Override
  public void clientEnded() {
    clientEnded = true;
    lastByteNanos = System.nanoTime();
    if (!requestBody.ended()) {
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
  public void refuse(Malformed reason) {
    fail(reason.status(), reason.reason());
  }

  @Override
  public void check(long nowNanos) {
    long silent = nowNanos - lastByteNanos;
    if (state == State.WAITING && requestBody.ended() && silent > services.upstreamNanos()) {
      fail(504, "It did not begin an answer in time.");
    } else if (!requestBody.ended() && backend != null && stalled(silent)) {
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
        .writeTo(front, head.isHead(), keepAlive && requestBody.ended());
    publish(reason);
    if (requestBody.ended()) {
      front.ended(keepAlive);
    } else {
      front.endedEarly();
    }
  }

  private void dropBackend() {
    Backend connection = backend;
    backend = null;
    if (connection != null) {
      connection.close();
    }
    if (answer != null) {
      answer.close();
    }
  }

  private void publish(String error) {
    Event.RequestServed served = tally.event(services, answer, error);
    services.bus().offer(served);
  }
}
