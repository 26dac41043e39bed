package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.HeadScanner;
import dev.brummer.proxy.http.message.HeaderFields;
import dev.brummer.proxy.http.message.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// HTTP/1.1 codecs for both sides. Strict with requests: input that two parsers could read
/// differently (a bare LF, a space before the colon, two lengths) is rejected. Lenient with
/// responses, as browsers are, where their framing stays unambiguous. See [HeadScanner].
final class HttpCodecs {
  /// Longer heads are rejected with 431.
  static final int MAX_HEAD_BYTES = 64 * 1024;

  private static final int MAX_CHUNK_BYTES = 64 * 1024;

  /// Bytes kept behind a request for another protocol before reading stops.
  private static final int MAX_HELD_BYTES = 64 * 1024;

  private HttpCodecs() {}

  private static HttpDecoderConfig config() {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(MAX_HEAD_BYTES)
        .setMaxHeaderSize(MAX_HEAD_BYTES)
        .setMaxChunkSize(MAX_CHUNK_BYTES);
  }

  /// Decodes requests of a client. Stops behind a request to change the protocol, because the bytes
  /// that follow it belong to the other protocol if the server agrees.
  static final class StrictRequestDecoder extends HttpRequestDecoder {
    private final HeadScanner scanner = HeadScanner.ofRequests();

    /// True between two messages and within a head.
    private boolean inHead = true;

    private boolean rejected;

    /// The message being decoded asks for another protocol.
    private boolean switching;

    /// Waits for [#resume] or for the removal of this decoder.
    private boolean suspended;

    /// Bytes received behind the switch when the client closed its output.
    private ByteBuf held = Unpooled.EMPTY_BUFFER;

    private final HeadInterner interner;

    StrictRequestDecoder(HeadInterner interner) {
      super(
          config()
              .setStrictLineParsing(true)
              .setAllowDuplicateContentLengths(false)
              // The scanner has checked the values, the interner the names.
              .setHeadersFactory(HeaderFields.DECODED)
              .setTrailersFactory(HeaderFields.TRAILERS));
      this.interner = interner;
    }

    @Override
    protected AsciiString splitHeaderName(byte[] bytes, int start, int length) {
      return interner.token(bytes, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] bytes, int start, int length) {
      return interner.word(bytes, start, length);
    }

    /// Whether so many bytes wait behind a protocol switch that reading should stop.
    boolean isOverfull() {
      return suspended && actualReadableBytes() >= MAX_HELD_BYTES;
    }

    /// Discards all further input.
    void discard() {
      rejected = true;
      suspended = false;
      held.release();
      held = Unpooled.EMPTY_BUFFER;
    }

    /// Whether it waits behind a request for another protocol.
    boolean isSuspended() {
      return suspended;
    }

    /// Continues after the protocol was not changed.
    ///
    /// @param ctx of this decoder
    void resume(ChannelHandlerContext ctx) throws Exception {
      suspended = false;
      ByteBuf input = held;
      held = Unpooled.EMPTY_BUFFER;
      channelRead(ctx, input);
      channelReadComplete(ctx);
    }

    /// The inherited method reads on if nothing was decoded, even where reading was stopped.
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
      if (suspended) {
        ctx.fireChannelReadComplete();
      } else {
        super.channelReadComplete(ctx);
      }
    }

    /// Suppresses the end marker of a request without a body.
    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
        throws Exception {
      if (rejected) {
        in.skipBytes(in.readableBytes());
      }
      if (suspended || rejected) {
        return;
      }
      if (inHead && !isHeadValid(in, out)) {
        return;
      }
      int before = out.size();
      int start = in.readerIndex();
      super.decode(ctx, in, out);
      scanner.consumed(in.readerIndex() - start);
      for (int i = before; i < out.size(); i++) {
        onDecoded(out.get(i));
      }
      int last = out.size() - 1;
      if (last > before
          && out.get(last) instanceof LastHttpContent
          && out.get(last - 1) instanceof HttpRequest) {
        out.remove(last);
      }
    }

    /// Whether the head can be decoded further; adds the rejection otherwise.
    private boolean isHeadValid(ByteBuf in, List<Object> out) {
      String rejection = scanner.scan(in);
      if (rejection == null) {
        return !scanner.awaitsStartLine() || in.readableBytes() > MAX_HEAD_BYTES;
      }
      rejected = true;
      HttpMessage invalid = createInvalidMessage();
      invalid.setDecoderResult(DecoderResult.failure(new DecoderException(rejection)));
      out.add(invalid);
      return false;
    }

    private void onDecoded(Object message) {
      if (message instanceof HttpRequest request) {
        switching = RequestHead.asksForSwitch(request);
      }
      inHead = message instanceof LastHttpContent;
      if (inHead) {
        scanner.reset();
        suspended = switching;
        switching = false;
      }
    }

    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
        throws Exception {
      if (suspended && in.isReadable()) {
        held = in.readBytes(in.readableBytes());
      }
      super.decodeLast(ctx, in, out);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
      super.handlerRemoved0(ctx);
      ByteBuf input = held;
      held = Unpooled.EMPTY_BUFFER;
      if (input.isReadable() && ctx.channel().isActive()) {
        ctx.fireChannelRead(input);
      } else {
        input.release();
      }
    }

    /// Keeps the length; [RequestHead] rejects a request with both.
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {}
  }

  /// Decodes responses of a server.
  static final class LenientResponseDecoder extends HttpResponseDecoder {
    private final HeadScanner scanner = HeadScanner.ofResponses();
    private boolean inHead = true;
    private boolean rejected;
    private boolean headRequest;
    private boolean announcedBody;
    private final HeadInterner interner;

    LenientResponseDecoder(HeadInterner interner) {
      super(
          config()
              .setStrictLineParsing(false)
              .setAllowDuplicateContentLengths(true)
              .setUseRfc9112TransferEncoding(false)
              .setHeadersFactory(HeaderFields.DECODED)
              .setTrailersFactory(HeaderFields.TRAILERS));
      this.interner = interner;
    }

    @Override
    protected AsciiString splitHeaderName(byte[] bytes, int start, int length) {
      return interner.name(bytes, start, length);
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] bytes, int start, int length) {
      return interner.word(bytes, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] bytes, int start, int length) {
      return interner.word(bytes, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] bytes, int start, int length) {
      return interner.word(bytes, start, length);
    }

    /// Sets whether the pending request is HEAD.
    void setHeadRequest(boolean head) {
      headRequest = head;
    }

    /// Whether the next response can be told from the rest of the last one: no bytes follow it, and
    /// it did not announce a body that must not be sent.
    boolean isBetweenResponses() {
      return actualReadableBytes() == 0 && inHead && !announcedBody && !rejected;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
        throws Exception {
      if (rejected) {
        in.skipBytes(in.readableBytes());
        return;
      }
      String rejection = inHead ? scanner.scan(in) : null;
      if (rejection != null) {
        rejected = true;
        HttpMessage invalid = createInvalidMessage();
        invalid.setDecoderResult(DecoderResult.failure(new DecoderException(rejection)));
        out.add(invalid);
        return;
      }
      if (inHead && scanner.awaitsStartLine() && in.readableBytes() <= MAX_HEAD_BYTES) {
        return;
      }
      int before = out.size();
      int start = in.readerIndex();
      super.decode(ctx, in, out);
      scanner.consumed(in.readerIndex() - start);
      for (int i = before; i < out.size(); i++) {
        inHead = out.get(i) instanceof LastHttpContent;
        if (inHead) {
          scanner.reset();
        }
      }
    }

    /// Keeps the length; a response with both ends its connection.
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {}

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage response) {
      boolean interim =
          response instanceof HttpResponse head
              && head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      boolean empty = headRequest || interim || super.isContentAlwaysEmpty(response);
      announcedBody = empty && announcesBody(response.headers());
      return empty;
    }

    private static boolean announcesBody(HttpHeaders headers) {
      String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
      return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
          || (length != null && !length.equals("0"));
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

    @Override
    protected void encodeHeaders(HttpHeaders headers, ByteBuf out) {
      HeaderFields.of(headers).encode(out);
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
    protected void encodeHeaders(HttpHeaders headers, ByteBuf out) {
      HeaderFields.of(headers).encode(out);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
      return headRequest || super.isContentAlwaysEmpty(response);
    }
  }
}
