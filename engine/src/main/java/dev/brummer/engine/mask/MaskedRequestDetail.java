package dev.brummer.engine.mask;

import dev.brummer.engine.event.RequestDetail;
import java.util.List;
import java.util.function.UnaryOperator;

/// A request detail with masked texts, masked on access.
record MaskedRequestDetail(RequestDetail raw, UnaryOperator<String> mask) implements RequestDetail {
  private static final String CUT_MARK = "…";

  @Override
  public String origin() {
    return mask.apply(raw.origin());
  }

  @Override
  public String traceId() {
    return raw.traceId();
  }

  @Override
  public long queueNanos() {
    return raw.queueNanos();
  }

  @Override
  public long connectNanos() {
    return raw.connectNanos();
  }

  @Override
  public long firstByteNanos() {
    return raw.firstByteNanos();
  }

  @Override
  public List<NameValue> requestHeaders() {
    return masked(raw.requestHeaders());
  }

  @Override
  public List<NameValue> responseHeaders() {
    return masked(raw.responseHeaders());
  }

  @Override
  public Body requestBody() {
    return masked(raw.requestBody());
  }

  @Override
  public Body responseBody() {
    return masked(raw.responseBody());
  }

  @Override
  public String authentication() {
    return raw.authentication();
  }

  @Override
  public List<NameValue> claims() {
    return masked(raw.claims());
  }

  @Override
  public String remark() {
    return mask.apply(raw.remark());
  }

  @Override
  public String curl() {
    return mask.apply(raw.curl());
  }

  private List<NameValue> masked(List<NameValue> all) {
    return all.stream()
        .map(one -> new NameValue(mask.apply(one.name()), mask.apply(one.value())))
        .toList();
  }

  /// A truncated body may end within a secret.
  private Body masked(Body body) {
    if (!body.truncated()) {
      return new Body(mask.apply(body.text()), false);
    }
    String text = mask.apply(body.text() + CUT_MARK);
    return new Body(text.substring(0, text.length() - CUT_MARK.length()), true);
  }
}
