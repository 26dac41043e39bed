package dev.brummer.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/// HTTP/1.1 as it is spoken on either side. Strict with requests: where two readers could see two
/// different messages (a bare LF, a space before the colon, two lengths) the request is refused.
/// Lenient with answers, as browsers are.
final class HttpCodecs {
  /// Heads longer than this are refused with 431.
  static final int MAX_HEAD_BYTES = 64 * 1024;

  private static final int MAX_CHUNK_BYTES = 64 * 1024;

  private HttpCodecs() {}

  private static HttpDecoderConfig config() {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(MAX_HEAD_BYTES)
        .setMaxHeaderSize(MAX_HEAD_BYTES)
        .setMaxChunkSize(MAX_CHUNK_BYTES);
  }

  /// Reads what a client sends.
  static final class StrictRequestDecoder extends HttpRequestDecoder {
    /// Between two messages, or in a head.
    private boolean inHead = true;

    private boolean rejected;

    StrictRequestDecoder() {
      super(config().setStrictLineParsing(true).setAllowDuplicateContentLengths(false));
    }

    /// As its parent, but refuses folded header lines, and says nothing of the end of a request
    /// that has no body.
    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
        throws Exception {
      if (rejected) {
        in.skipBytes(in.readableBytes());
        return;
      }
      if (inHead && hasFoldedLine(in)) {
        rejected = true;
        HttpMessage folded = createInvalidMessage();
        folded.setDecoderResult(
            DecoderResult.failure(new DecoderException("folded header lines are not accepted")));
        out.add(folded);
        return;
      }
      int before = out.size();
      super.decode(ctx, in, out);
      for (int i = before; i < out.size(); i++) {
        inHead = out.get(i) instanceof LastHttpContent;
      }
      int last = out.size() - 1;
      if (last > before
          && out.get(last) instanceof LastHttpContent
          && out.get(last - 1) instanceof HttpRequest) {
        out.remove(last);
      }
    }

    /// Whether a line of the head begins with a blank, which may make it a part of the line before.
    /// The reader index is at the begin of a line.
    private static boolean hasFoldedLine(ByteBuf in) {
      int line = in.readerIndex();
      int end = in.writerIndex();
      while (line < end) {
        byte first = in.getByte(line);
        if (first == ' ' || first == '\t') {
          return true;
        }
        if (first == '\r' && line > in.readerIndex()) {
          return false;
        }
        int feed = in.indexOf(line, end, (byte) '\n');
        line = feed < 0 ? end : feed + 1;
      }
      return false;
    }

    /// Leaves the length where it is: [RequestHead] refuses a request with both.
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {}

    /// One space stands before the target, no more.
    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
      if (start > 1 && line[start - 1] == ' ' && line[start - 2] == ' ') {
        throw new DecoderException("the request line has superfluous spaces");
      }
      return super.splitSecondWordInitialLine(line, start, length);
    }
  }

  /// Reads what a server answers.
  static final class LenientResponseDecoder extends HttpResponseDecoder {
    private boolean headRequest;

    LenientResponseDecoder() {
      super(
          config()
              .setStrictLineParsing(false)
              .setAllowDuplicateContentLengths(true)
              .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(false))
              .setTrailersFactory(
                  DefaultHttpHeadersFactory.trailersFactory().withValidation(false)));
    }

    /// Whether the request on its way is HEAD.
    void setHeadRequest(boolean head) {
      headRequest = head;
    }

    /// Whether nothing has come behind the last answer.
    boolean hasNoUnreadBytes() {
      return actualReadableBytes() == 0;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage answer) {
      return headRequest || super.isContentAlwaysEmpty(answer);
    }
  }

  /// Writes what a client gets.
  static final class ClientResponseEncoder extends HttpResponseEncoder {
    private boolean headRequest;

    /// Whether the next answer is to a HEAD request: its fields speak of a body that is not sent.
    void setHeadRequest(boolean head) {
      headRequest = head;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse answer) {
      return headRequest || super.isContentAlwaysEmpty(answer);
    }
  }
}
