package dev.brummer.engine.event;

import java.util.List;

/// What else is known of a request that went through the proxy. Worked out when it is asked for, by
/// any thread, so that a request that nobody looks at costs nothing more. Secrets (credentials,
/// cookies' values) are never in it.
public interface RequestDetail {
  /// A header field, a cookie or a claim.
  record NameValue(String name, String value) {}

  /// The beginning of a body as people read it: unpacked, JSON in several lines, without the values
  /// of what is called a password, a secret or a token.
  ///
  /// @param text empty if there is no body, or none that is text
  /// @param truncated whether there was more
  record Body(String text, boolean truncated) {
    public static final Body NONE = new Body("", false);
  }

  /// The server's origin, as `http://localhost:5173`; empty if there is none.
  String origin();

  /// What names this request in the server's own log, if it logs trace ids: 32 hexadecimal digits,
  /// or whatever the client sent; empty if there is none.
  String traceId();

  /// How long it waited behind earlier requests of its connection.
  long queueNanos();

  /// How long the connection to the server took; 0 where one was open already.
  long connectNanos();

  /// From the last byte of the request's head sent to the first byte of the answer.
  long firstByteNanos();

  /// As the browser sent them, without what identifies it to the server.
  List<NameValue> requestHeaders();

  /// As the browser got them.
  List<NameValue> responseHeaders();

  /// What the browser sent.
  default Body requestBody() {
    return Body.NONE;
  }

  /// What it got: of data (JSON, XML, plain text) and of whatever an error answered.
  default Body responseBody() {
    return Body.NONE;
  }

  /// How it authenticated: "Bearer JWT", "Basic", "cookie"; empty if it did not.
  String authentication();

  /// What the token says, where it is a JWT. Not verified.
  List<NameValue> claims();

  /// What else is worth a word: why a document got no script, of which request it is a repeat;
  /// empty if nothing is.
  String remark();

  /// The request as a curl command, with `$TOKEN` and `$COOKIE` for what is secret.
  String curl();

  /// Nothing is known.
  RequestDetail NONE =
      new RequestDetail() {
        @Override
        public String origin() {
          return "";
        }

        @Override
        public String traceId() {
          return "";
        }

        @Override
        public long queueNanos() {
          return 0;
        }

        @Override
        public long connectNanos() {
          return 0;
        }

        @Override
        public long firstByteNanos() {
          return 0;
        }

        @Override
        public List<NameValue> requestHeaders() {
          return List.of();
        }

        @Override
        public List<NameValue> responseHeaders() {
          return List.of();
        }

        @Override
        public String authentication() {
          return "";
        }

        @Override
        public List<NameValue> claims() {
          return List.of();
        }

        @Override
        public String remark() {
          return "";
        }

        @Override
        public String curl() {
          return "";
        }
      };
}
