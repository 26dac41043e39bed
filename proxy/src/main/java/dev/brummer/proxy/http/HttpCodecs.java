package dev.brummer.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// HTTP/1.1 codecs for both sides. Strict with requests: input that two parsers could read
/// differently (a bare LF, a space before the colon, two lengths) is rejected. Lenient with
/// responses, as browsers are.
final class HttpCodecs {
  /// Longer heads are rejected with 431.
  static final int MAX_HEAD_BYTES = 64 * 1024;

  private static final int MAX_CHUNK_BYTES = 64 * 1024;

  private HttpCodecs() {}

  private static HttpDecoderConfig config() {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(MAX_HEAD_BYTES)
        .setMaxHeaderSize(MAX_HEAD_BYTES)
        .setMaxChunkSize(MAX_CHUNK_BYTES);
  }

  /// Decodes requests of a client.
  static final class StrictRequestDecoder extends HttpRequestDecoder {
    /// True between two messages and within a head.
    private boolean inHead = true;

    private boolean rejected;

    StrictRequestDecoder() {
      super(config().setStrictLineParsing(true).setAllowDuplicateContentLengths(false));
    }

    /// Rejects folded header lines and suppresses the end marker of a request without a body.
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

    /// Whether a header line starts with a blank, which may fold it into the previous line. The
    /// reader index must be at the start of a line.
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
        int lineFeed = in.indexOf(line, end, (byte) '\n');
        line = lineFeed < 0 ? end : lineFeed + 1;
      }
      return false;
    }

    /// Keeps the length; [RequestHead] rejects a request with both.
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {}

    /// Rejects more than one space before the request target.
    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
      if (start > 1 && line[start - 1] == ' ' && line[start - 2] == ' ') {
        throw new DecoderException("the request line has superfluous spaces");
      }
      return super.splitSecondWordInitialLine(line, start, length);
    }
  }

  /// Decodes responses of a server.
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

    /// Sets whether the pending request is HEAD.
    void setHeadRequest(boolean head) {
      headRequest = head;
    }

    /// Whether no bytes follow the last response.
    boolean hasNoUnreadBytes() {
      return actualReadableBytes() == 0;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage response) {
      return headRequest || super.isContentAlwaysEmpty(response);
    }
  }

  /// Encodes requests for a server. Writes the request target as received: each character stands
  /// for one octet.
  static final class OctetRequestEncoder extends HttpRequestEncoder {
    private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    protected void encodeInitialLine(ByteBuf out, HttpRequest request) {
      ByteBufUtil.copy(request.method().asciiName(), out);
      out.writeByte(' ');
      ByteBufUtil.writeAscii(out, request.uri());
      out.writeBytes(VERSION);
    }
  }

  /// Encodes responses for a client. Writes the reason phrase as received.
  static final class ClientResponseEncoder extends HttpResponseEncoder {
    private boolean headRequest;

    /// Sets whether the next response is to a HEAD request, whose headers describe a body that is
    /// not sent.
    void setHeadRequest(boolean head) {
      headRequest = head;
    }

    @Override
    protected void encodeInitialLine(ByteBuf out, HttpResponse response) throws Exception {
      String reason = response.status().reasonPhrase();
      super.encodeInitialLine(out, response);
      int at = out.writerIndex() - 2 - reason.length();
      for (int i = 0; i < reason.length(); i++) {
        if (reason.charAt(i) > 0x7f) {
          out.setByte(at + i, reason.charAt(i));
        }
      }
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
      return headRequest || super.isContentAlwaysEmpty(response);
    }
  }
}
