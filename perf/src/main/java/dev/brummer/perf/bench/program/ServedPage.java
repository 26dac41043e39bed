package dev.brummer.perf.bench.program;

/// The responses of [StaticServer], told apart by the first character of their path.
enum ServedPage {
  SMALL_HTML("small HTML", "/html", "text/html; charset=utf-8") {
    @Override
    String body() {
      return page(10);
    }
  },
  JSON("JSON", "/json", "application/json") {
    @Override
    String body() {
      return "{\"articles\":[%s{}]}"
          .formatted("{\"id\":4711,\"title\":\"Keyboard\",\"price\":49.9},".repeat(20));
    }
  },
  LARGE_HTML("200 kB HTML", "/page", "text/html; charset=utf-8") {
    @Override
    String body() {
      return page(2_000);
    }
  };

  private static final String ITEM =
      "<li class=\"article\"><a href=\"/articles/4711\">Keyboard, 104 keys, backlit</a> 49.90 EUR, in stock</li>\n";

  private final String row;
  private final String path;
  private final String type;

  ServedPage(String row, String path, String type) {
    this.row = row;
    this.path = path;
    this.type = type;
  }

  String row() {
    return row;
  }

  String path() {
    return path;
  }

  String type() {
    return type;
  }

  /// Whether a proxy that injects a script changes it.
  boolean isHtml() {
    return type.startsWith("text/html");
  }

  abstract String body();

  private static String page(int items) {
    return "<!doctype html>\n<html><head><title>shop</title></head>\n<body><ul>\n"
        + ITEM.repeat(items)
        + "</ul></body></html>\n";
  }
}
