package dev.brummer.app.project.docker;

import dev.brummer.app.project.format.VariableExpansion;
import dev.brummer.app.project.yaml.YamlNode;
import dev.brummer.app.project.yaml.YamlSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A TCP port of a container that is published on the host.
///
/// @param host address on which it accepts connections
/// @param published port on the host
/// @param target port in the container
record PublishedPort(String host, int published, int target) {
  private static final String LOOPBACK = "127.0.0.1";

  /// `[HOST:]PUBLISHED[-END]:TARGET[-END][/PROTOCOL]`. Without a published port, Docker picks one.
  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(\\[[0-9A-Fa-f:]+]|[0-9.]+):)?(\\d{1,5})(?:-\\d+)?:(\\d{1,5})(?:-\\d+)?(?:/(\\w+))?");

  /// The published TCP ports of a service, in file order. Others are left out.
  static List<PublishedPort> read(YamlSection service, Map<String, String> variables) {
    List<PublishedPort> ports = new ArrayList<>();
    for (YamlNode node : service.listed("ports")) {
      PublishedPort port =
          switch (node) {
            case YamlNode.Scalar text -> ofText(expanded(text.text(), variables));
            case YamlNode.Entries values ->
                ofSection(new YamlSection(values, service.problems()), variables);
            case YamlNode.Items _ -> {
              service.problems().add(node.at(), "a port must be text or a mapping");
              yield null;
            }
          };
      if (port != null) {
        ports.add(port);
      }
    }
    return ports;
  }

  private static String expanded(String text, Map<String, String> variables) {
    try {
      return new VariableExpansion(variables).expand(text);
    } catch (VariableExpansion.TooLongException tooLong) {
      return "";
    }
  }

  private static @Nullable PublishedPort ofText(String text) {
    Matcher port = SHORT.matcher(text.strip());
    return port.matches() ? of(port.group(1), port.group(2), port.group(3), port.group(4)) : null;
  }

  private static @Nullable PublishedPort ofSection(
      YamlSection section, Map<String, String> variables) {
    String published = section.text("published");
    String target = section.text("target");
    return published == null || target == null
        ? null
        : of(
            section.text("host_ip"),
            expanded(published, variables).replaceFirst("-.*", ""),
            expanded(target, variables),
            section.text("protocol"));
  }

  private static @Nullable PublishedPort of(
      @Nullable String host, String published, String target, @Nullable String protocol) {
    int from = port(published);
    int to = port(target);
    if (from == 0 || to == 0 || (protocol != null && !protocol.equals("tcp"))) {
      return null;
    }
    String address = host == null ? "" : host.replaceAll("[\\[\\]]", "");
    boolean any = address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
    return new PublishedPort(any ? LOOPBACK : address, from, to);
  }

  private static int port(String digits) {
    if (!digits.matches("\\d{1,5}")) {
      return 0;
    }
    int port = Integer.parseInt(digits);
    return port > 65_535 ? 0 : port;
  }
}
