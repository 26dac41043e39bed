package dev.brummer.proxy.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a request's head as the server is to see it.
///
/// `X-Forwarded-Host` says what `Host` says: frameworks compare it with `Origin`, which is mapped
/// to the server's own too. The server sees one consistent world, the one without a proxy.
final class RequestWriter {
  /// Written by us, whatever the client sent.
  private static final Set<Known> REPLACED =
      EnumSet.of(
          Known.HOST,
          Known.ORIGIN,
          Known.REFERER,
          Known.IF_NONE_MATCH,
          Known.X_FORWARDED_FOR,
          Known.X_FORWARDED_HOST,
          Known.X_FORWARDED_PROTO);

  /// Not sent for a document that may get the tag: it comes whole and unpacked.
  private static final Set<Known> NOT_FOR_DOCUMENTS =
      EnumSet.of(Known.ACCEPT_ENCODING, Known.RANGE, Known.IF_RANGE);

  private final RequestHead head;
  private final Mapping mapping;
  private final ByteBuf out;

  private RequestWriter(RequestHead head, Mapping mapping, ByteBuf out) {
    this.head = head;
    this.mapping = mapping;
    this.out = out;
  }

  /// @param document whether the answer may get the tag
  static void write(
      RequestHead head,
      Mapping mapping,
      boolean document,
      boolean chunked,
      String client,
      String traceparent,
      ByteBuf out) {
    RequestWriter writer = new RequestWriter(head, mapping, out);
    writer.text(head.method()).text(" ").text(head.target()).text(" HTTP/1.1\r\n");
    writer.field("Host", mapping.target().authority());
    writer.copied(document);
    writer.mapped(document);
    writer.forwarded(client);
    if (document) {
      writer.field("Accept-Encoding", "identity");
    }
    if (!head.fields().has(Known.TRACEPARENT)) {
      writer.field("traceparent", traceparent);
    }
    if (chunked) {
      writer.field("Transfer-Encoding", "chunked");
    }
    if (head.upgrades()) {
      writer.field("Connection", "Upgrade");
      writer.field("Upgrade", head.fields().text(Known.UPGRADE));
    }
    writer.text("\r\n");
  }

  private void copied(boolean document) {
    Fields fields = head.fields();
    boolean unconditional = document && ifNoneMatch(true) == null;
    for (int i = 0; i < fields.count(); i++) {
      Known known = fields.known(i);
      boolean dropped =
          REPLACED.contains(known)
              || (document && NOT_FOR_DOCUMENTS.contains(known))
              || (unconditional && known == Known.IF_MODIFIED_SINCE)
              || fields.hopByHop(i);
      if (!dropped) {
        fields.write(i, out);
      }
    }
    if (fields.lists(Known.TE, "trailers")) {
      field("TE", "trailers");
    }
  }

  private void mapped(boolean document) {
    String origin = head.fields().first(Known.ORIGIN);
    if (origin != null) {
      field("Origin", mapping.toServer(origin));
    }
    String referer = head.fields().first(Known.REFERER);
    if (referer != null) {
      field("Referer", mapping.toServer(referer));
    }
    String match = ifNoneMatch(document);
    if (match != null) {
      field("If-None-Match", match);
    }
  }

  private @Nullable String ifNoneMatch(boolean document) {
    String value = head.fields().first(Known.IF_NONE_MATCH);
    return value == null ? null : Validators.forServer(value, document);
  }

  private void forwarded(String client) {
    String before = head.fields().first(Known.X_FORWARDED_FOR);
    field("X-Forwarded-For", before == null ? client : before + ", " + client);
    field("X-Forwarded-Host", mapping.target().authority());
    field("X-Forwarded-Proto", "http");
  }

  private void field(String name, String value) {
    text(name).text(": ").text(value).text("\r\n");
  }

  private RequestWriter text(String text) {
    out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    return this;
  }
}
