package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.MalformedMessageException;
import dev.brummer.proxy.http.message.RequestHead;
import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.Upstream;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// Resolves the server of a forward-proxy request, or opens a tunnel for `CONNECT`. The request
/// body waits. Confined to the connection's event loop.
// Failed channels close; channelInactive reports it.
@SuppressWarnings("FutureReturnValueIgnored")
final class UpstreamResolution implements ConnectionTask {
  private final ClientConnection client;
  private final RequestHead head;
  private final long arrivedNanos;
  private boolean done;

  UpstreamResolution(ClientConnection client, RequestHead head, long arrivedNanos) {
    this.client = client;
    this.head = head;
    this.arrivedNanos = arrivedNanos;
  }

  void start(ForwardProxy forwardProxy, Origin origin) {
    Upstream cached = forwardProxy.findCached(origin);
    if (cached != null) {
      proceed(forwardProxy, cached);
    } else {
      forwardProxy.resolve(
          origin,
          upstream ->
              client
                  .eventLoopConnections()
                  .loop()
                  .execute(() -> onResolved(forwardProxy, upstream)));
    }
  }

  private void onResolved(ForwardProxy forwardProxy, @Nullable Upstream upstream) {
    if (done) {
      return;
    }
    if (upstream == null) {
      fail(502, "Unknown host: " + head.host() + ".");
    } else {
      proceed(forwardProxy, upstream);
      client.resume();
    }
  }

  private void proceed(ForwardProxy forwardProxy, Upstream upstream) {
    boolean isConnect = head.method().equals("CONNECT");
    if (ForwardProxy.isListener(upstream, client.listener().port())) {
      refuse(400, "This is the forward proxy itself; /proxy.pac is its configuration.");
    } else if (isConnect && !forwardProxy.mayTunnelTo(upstream)) {
      refuse(
          403,
          "Tunnels lead only to this machine and to private networks; brummer run"
              + " --tunnel-anywhere permits others.");
    } else if (isConnect) {
      connect(upstream, upstream.preferredAddress(), 1);
    } else {
      done = true;
      client.dispatch(head, upstream, arrivedNanos, System.nanoTime());
    }
  }

  private void connect(Upstream upstream, int address, int attempt) {
    client
        .eventLoopConnections()
        .connect(upstream.address(address))
        .addListener((ChannelFuture f) -> {
          if (done) {
            f.channel().close();
          } else if (f.isSuccess()) {
            done = true;
            openTunnel(f.channel().pipeline().get(UpstreamConnection.class));
          } else if (attempt < upstream.addressCount()) {
            connect(upstream, address + 1, attempt + 1);
          } else {
            fail(502, "Cannot connect to " + head.host() + ".");
          }
        });
  }

  private void openTunnel(UpstreamConnection upstreamConnection) {
    client.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    client.write(LastHttpContent.EMPTY_LAST_CONTENT);
    client.flush();
    new Tunnel(client, upstreamConnection).open();
    client.resume();
  }

  /// Ends a request that is not permitted and lists it.
  private void refuse(int status, String reason) {
    client.publishRefused(
        head.method(), head.path(), new MalformedMessageException(status, reason));
    fail(status, reason);
  }

  private void fail(int status, String reason) {
    done = true;
    SimpleResponse.text(status, reason).writeTo(client, false);
    client.endAndDrain();
  }

  @Override
  public void onClientMessage(Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public boolean isReady() {
    return false;
  }

  @Override
  public void reject(MalformedMessageException reason) {
    fail(reason.status(), reason.reason());
  }

  @Override
  public void onClientWritabilityChanged(boolean writable) {}

  @Override
  public void onClientInputClosed() {
    client.abort();
  }

  @Override
  public void onClientDisconnected() {
    done = true;
  }

  @Override
  public void checkTimeouts(long nowNanos) {}
}
