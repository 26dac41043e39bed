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

/// A request to the forward proxy whose server is being looked up, or a tunnel (`CONNECT`) that is
/// being opened. Its body waits. Confined to the connection's event loop.
// A channel that fails is closed, which tells.
@SuppressWarnings("FutureReturnValueIgnored")
final class UpstreamResolution implements ConnectionTask {
  private final ClientConnection front;
  private final RequestHead head;
  private final long arrivedNanos;
  private boolean over;

  UpstreamResolution(ClientConnection front, RequestHead head, long arrivedNanos) {
    this.front = front;
    this.head = head;
    this.arrivedNanos = arrivedNanos;
  }

  void begin(ForwardProxy forwarding, Origin origin) {
    Upstream known = forwarding.known(origin);
    if (known != null) {
      found(known);
    } else {
      forwarding.resolve(origin, site -> front.lane().loop().execute(() -> resolved(site)));
    }
  }

  private void resolved(@Nullable Upstream site) {
    if (over) {
      return;
    }
    if (site == null) {
      fail(502, "The host " + head.host() + " is not known.");
    } else {
      found(site);
      front.resume();
    }
  }

  private void found(Upstream site) {
    if (head.method().equals("CONNECT")) {
      connect(site, site.preferred(), 1);
    } else {
      over = true;
      front.go(head, site, arrivedNanos, System.nanoTime());
    }
  }

  private void connect(Upstream site, int address, int attempt) {
    front
        .lane()
        .connect(site.address(address))
        .addListener((ChannelFuture f) -> {
          if (over) {
            f.channel().close();
          } else if (f.isSuccess()) {
            over = true;
            open(f.channel().pipeline().get(UpstreamConnection.class));
          } else if (attempt < site.addressCount()) {
            connect(site, address + 1, attempt + 1);
          } else {
            fail(502, "Nothing answers at " + head.host() + ".");
          }
        });
  }

  private void open(UpstreamConnection backend) {
    front.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    front.write(LastHttpContent.EMPTY_LAST_CONTENT);
    front.flush();
    new Tunnel(front, backend).open();
    front.resume();
  }

  private void fail(int status, String reason) {
    over = true;
    SimpleResponse.text(status, reason).writeTo(front, false);
    front.endedEarly();
  }

  @Override
  public void take(Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public boolean ready() {
    return false;
  }

  @Override
  public void refuse(MalformedMessageException reason) {
    fail(reason.status(), reason.reason());
  }

  @Override
  public void clientWritable(boolean writable) {}

  @Override
  public void clientEnded() {
    front.abort();
  }

  @Override
  public void clientGone() {
    over = true;
  }

  @Override
  public void check(long nowNanos) {}
}
