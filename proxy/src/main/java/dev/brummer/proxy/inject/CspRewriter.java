package dev.brummer.proxy.inject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Widens a Content-Security-Policy header by the telemetry script and the beacon address. Only a
/// lone `'none'` is removed. A source that names a server behind the proxy is followed by its
/// proxied address, because the page's requests go there. A policy that already allows both, or has
/// no directive for them, stays unchanged byte for byte.
///
/// The script element carries the nonce of the policy. A new nonce would disable `'unsafe-inline'`,
/// so one is added only where `'strict-dynamic'` requires it.
public final class CspRewriter {
  /// A word that may be a host with scheme or port.
  private static final Pattern SOURCE = Pattern.compile("[^\\s;,']*:[^\\s;,']+");

  private final String script;
  private final String connect;
  private final String freshNonce;
  private final UnaryOperator<String> translateSource;
  private @Nullable String nonce;

  /// @param script source expression of the script: its URL, or `'self'`
  /// @param connect source expression of the beacon address
  /// @param freshNonce used where only a nonce works
  public CspRewriter(String script, String connect, String freshNonce) {
    this(script, connect, freshNonce, UnaryOperator.identity());
  }

  /// @param translateSource maps a source expression to the one that allows the same server behind
  ///   the proxy, or to itself
  public CspRewriter(
      String script, String connect, String freshNonce, UnaryOperator<String> translateSource) {
    this.translateSource = translateSource;
    this.script = script;
    this.connect = connect;
    this.freshNonce = freshNonce;
  }

  /// The nonce for the script element, or null. Final after the last policy was widened.
  public @Nullable String nonce() {
    return nonce;
  }

  /// Reads the nonce of a header. Must be called for every header before the first is widened,
  /// because the element can carry only one nonce.
  public void readNonce(String header) {
    for (String policy : header.split(",")) {
      List<String> sources = effective(directives(policy), "script-src-elem", "script-src");
      String found = sources == null ? null : nonceIn(sources);
      nonce = nonce == null ? found : nonce;
    }
  }

  /// The widened header value: one or more policies, comma-separated.
  public String widen(String header) {
    List<String> policies = new ArrayList<>();
    for (String policy : header.split(",")) {
      policies.add(widenOne(policy));
    }
    return String.join(",", policies);
  }

  private String widenOne(String written) {
    String policy = withTranslatedSources(written);
    Map<String, List<String>> directives = directives(policy);
    String widened = policy;
    List<String> scripts = effective(directives, "script-src-elem", "script-src");
    if (scripts != null && !allowsScript(scripts)) {
      String source = isStrict(scripts) ? "'nonce-" + useNonce() + "'" : script;
      String name = directives.containsKey("script-src-elem") ? "script-src-elem" : "script-src";
      widened = withSource(widened, directives, name, scripts, source);
    }
    List<String> connections = effective(directives, "connect-src");
    if (connections != null && !allows(connections, connect)) {
      widened = withSource(widened, directives, "connect-src", connections, connect);
    }
    return widened;
  }

  /// Widens a policy within a document, behind the script element: only the beacons need it.
  public String widenForBeacons(String written) {
    String policy = withTranslatedSources(written);
    Map<String, List<String>> directives = directives(policy);
    List<String> connections = effective(directives, "connect-src");
    return connections == null || allows(connections, connect)
        ? policy
        : withSource(policy, directives, "connect-src", connections, connect);
  }

  /// Adds the proxied address behind each source that names a known server.
  private String withTranslatedSources(String policy) {
    StringBuilder added = new StringBuilder(policy.length());
    Matcher source = SOURCE.matcher(policy);
    while (source.find()) {
      String translated = translateSource.apply(source.group());
      String both =
          translated.equals(source.group()) ? translated : source.group() + " " + translated;
      source.appendReplacement(added, Matcher.quoteReplacement(both));
    }
    return source.appendTail(added).toString();
  }

  private String useNonce() {
    String used = nonce == null ? freshNonce : nonce;
    nonce = used;
    return used;
  }

  private boolean allowsScript(List<String> sources) {
    String own = nonce;
    if (own != null && sources.stream().anyMatch(source -> own.equals(nonceOf(source)))) {
      return true;
    }
    return !isStrict(sources) && allows(sources, script);
  }

  private static boolean isStrict(List<String> sources) {
    return sources.stream().anyMatch("'strict-dynamic'"::equalsIgnoreCase);
  }

  private static boolean allows(List<String> sources, String needed) {
    return sources.stream()
        .anyMatch(s ->
            s.equals(needed)
                || s.equals("*")
                || s.equalsIgnoreCase("'self'")
                || s.equalsIgnoreCase("http:"));
  }

  private static @Nullable String nonceIn(List<String> sources) {
    return sources.stream()
        .map(CspRewriter::nonceOf)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String nonceOf(String source) {
    boolean isNonce = source.regionMatches(true, 0, "'nonce-", 0, 7) && source.endsWith("'");
    return isNonce ? source.substring(7, source.length() - 1) : null;
  }

  /// The sources of the first directive present, else those of `default-src`.
  private static @Nullable List<String> effective(
      Map<String, List<String>> directives, String... names) {
    for (String name : names) {
      List<String> sources = directives.get(name);
      if (sources != null) {
        return sources;
      }
    }
    return directives.get("default-src");
  }

  /// The policy with `source` added to the directive. A missing directive is created from the
  /// sources that applied before.
  private static String withSource(
      String policy,
      Map<String, List<String>> directives,
      String name,
      List<String> sources,
      String source) {
    List<String> all = new ArrayList<>(sources);
    all.removeIf("'none'"::equalsIgnoreCase);
    all.add(source);
    String directive = name + " " + String.join(" ", all);
    if (!directives.containsKey(name)) {
      String trimmed = policy.stripTrailing();
      return trimmed + (trimmed.endsWith(";") ? " " : "; ") + directive;
    }
    return replaceDirective(policy, name, directive);
  }

  private static String replaceDirective(String policy, String name, String directive) {
    List<String> parts = new ArrayList<>(List.of(policy.split(";", -1)));
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (nameOf(part).equals(name)) {
        String indent = part.substring(0, part.length() - part.stripLeading().length());
        parts.set(i, indent + directive);
        break;
      }
    }
    return String.join(";", parts);
  }

  private static Map<String, List<String>> directives(String policy) {
    Map<String, List<String>> directives = new LinkedHashMap<>();
    for (String part : policy.split(";")) {
      String[] words = part.strip().split("\\s+");
      if (!words[0].isEmpty()) {
        directives.putIfAbsent(
            words[0].toLowerCase(Locale.ROOT), List.of(words).subList(1, words.length));
      }
    }
    return directives;
  }

  private static String nameOf(String directive) {
    return directive.strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
  }
}
