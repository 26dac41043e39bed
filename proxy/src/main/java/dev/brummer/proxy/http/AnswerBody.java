package dev.brummer.proxy.http;

import dev.brummer.proxy.http.ResponseWriter.Framing;
import dev.brummer.proxy.inject.Csp;
import dev.brummer.proxy.route.Origin;
import io.netty.buffer.ByteBuf;
import io.netty.util.CharsetUtil;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// Writes an answer to the client: its head, then its body as it comes, in the framing that the
/// client's connection needs. Confined to an event loop.
final class AnswerBody implements AutoCloseable {
  private final Frontend front;
  private final BodyFrame frame;
  private final Tally tally;
  private final Framing framing;
  private @Nullable Document document;
  private @Nullable DataFormatException damage;

  AnswerBody(Frontend front, BodyFrame frame, Tally tally, Framing framing) {
    this.front = front;
    this.frame = frame;
    this.tally = tally;
    this.framing = framing;
  }

  /// Whether these can be the first bytes of an HTTP/1 answer.
  static boolean mayBeHttp(ByteBuf in) {
    String start = "HTTP/1.";
    int length = Math.min(start.length(), in.readableBytes());
    return in.toString(in.readerIndex(), length, CharsetUtil.ISO_8859_1)
        .equalsIgnoreCase(start.substring(0, length));
  }

  BodyFrame frame() {
    return frame;
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
    ByteBuf out = front.alloc().buffer(1024);
    new ResponseWriter(request, response, mapping, out)
        .write(framing, frame.chunked(), keepAlive, policy);
    front.write(out);
    if (inject != null && policy != null) {
      byte[] tag = front.services().telemetry().tag(session(), tally.id(), policy.nonce());
      document = new Document(tag, inject.gzip(), front.alloc(), this::content);
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
    Fields fields = response.fields();
    for (int i = 0; i < fields.count(); i++) {
      if (fields.known(i) == Known.CONTENT_SECURITY_POLICY) {
        policy.readNonce(fields.value(i));
      }
    }
    return policy;
  }

  /// Takes from `in` what belongs to the body.
  void feed(ByteBuf in) throws Malformed {
    boolean raw = framing == Framing.AS_IS;
    int length = frame.walk(in, raw ? BodyFrame.Content.IGNORED : this::range);
    if (raw && length > 0) {
      tally.responseBytes(length);
      front.write(in.readRetainedSlice(length));
    } else {
      in.skipBytes(length);
    }
    throwDamage();
  }

  /// The body is over.
  void end() throws Malformed {
    Document open = document;
    if (open != null) {
      try {
        open.end();
      } catch (DataFormatException e) {
        damage = e;
      }
      open.close();
      throwDamage();
    }
    if (framing == Framing.CHUNKED) {
      front.write(front.alloc().buffer(5).writeBytes(LAST_CHUNK));
      tally.responseBytes(LAST_CHUNK.length);
    }
  }

  private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

  private void range(ByteBuf in, int index, int length) {
    Document open = document;
    if (open == null) {
      content(in.retainedSlice(index, length));
      return;
    }
    try {
      open.feed(in, index, length);
    } catch (DataFormatException e) {
      damage = e;
    }
  }

  private void content(ByteBuf content) {
    tally.responseBytes(content.readableBytes());
    if (framing == Framing.CHUNKED) {
      String size = Integer.toHexString(content.readableBytes()) + "\r\n";
      ByteBuf line = front.alloc().buffer(12);
      line.writeCharSequence(size, CharsetUtil.US_ASCII);
      front.write(line);
      front.write(content);
      front.write(front.alloc().buffer(2).writeByte('\r').writeByte('\n'));
    } else {
      front.write(content);
    }
  }

  private void throwDamage() throws Malformed {
    DataFormatException found = damage;
    if (found != null) {
      throw new Malformed(502, "Its document is damaged: " + found.getMessage() + ".");
    }
  }

  @Override
  public void close() {
    if (document != null) {
      document.close();
    }
  }
}
