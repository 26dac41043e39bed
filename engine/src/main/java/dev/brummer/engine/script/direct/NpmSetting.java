package dev.brummer.engine.script.direct;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A setting of npm whose effect on a script is known: npm passes it on as `npm_config_KEY` unless
/// it has its default. Types and defaults are the same from npm 8 to 11.
///
/// @param standard the default as npm passes it on, null for none
record NpmSetting(Type type, @Nullable String standard) {
  enum Type {
    TEXT,
    FLAG,
    NUMBER,
    PATH
  }

  private static final String ON = "true";
  private static final String OFF = "";
  private static final Map<String, NpmSetting> ALL = all();

  /// The setting of a key; null if its effect is not known.
  static @Nullable NpmSetting of(String key) {
    return ALL.get(key);
  }

  private static Map<String, NpmSetting> all() {
    Map<String, NpmSetting> all = new HashMap<>();
    add(all, Type.FLAG, ON, "audit", "bin-links", "fund", "git-tag-version", "package-lock");
    add(all, Type.FLAG, ON, "save", "strict-ssl", "update-notifier", "commit-hooks");
    add(all, Type.FLAG, OFF, "engine-strict", "foreground-scripts", "ignore-scripts");
    add(all, Type.FLAG, OFF, "legacy-peer-deps", "strict-peer-deps", "offline", "prefer-offline");
    add(all, Type.FLAG, OFF, "prefer-online", "save-exact", "sign-git-commit", "sign-git-tag");
    add(all, Type.FLAG, OFF, "omit-lockfile-registry-resolved", "prefer-dedupe");
    add(all, Type.FLAG, null, "yes");
    add(all, Type.NUMBER, "2", "fetch-retries");
    add(all, Type.NUMBER, "10", "fetch-retry-factor", "logs-max");
    add(all, Type.NUMBER, "60000", "fetch-retry-maxtimeout");
    add(all, Type.NUMBER, "10000", "fetch-retry-mintimeout");
    add(all, Type.NUMBER, "300000", "fetch-timeout");
    add(all, Type.NUMBER, "15", "maxsockets");
    add(all, Type.PATH, null, "cache", "cafile", "init-module", "prefix");
    add(all, Type.TEXT, "https://registry.npmjs.org/", "registry");
    add(all, Type.TEXT, "^", "save-prefix");
    add(all, Type.TEXT, "v", "tag-version-prefix");
    add(all, Type.TEXT, "latest", "tag");
    add(all, Type.TEXT, "%s", "message");
    add(all, Type.TEXT, "notice", "loglevel");
    add(all, Type.TEXT, "", "init-author-email", "init-author-name", "init-author-url");
    add(all, Type.TEXT, "ISC", "init-license");
    add(all, Type.TEXT, "1.0.0", "init-version");
    add(all, Type.TEXT, null, "script-shell", "node-options", "https-proxy", "proxy", "noproxy");
    add(all, Type.TEXT, null, "editor", "audit-level", "lockfile-version");
    addOfOthers(all);
    return Map.copyOf(all);
  }

  /// Settings that npm passes on without knowing them: of pnpm, node-gyp and old versions.
  private static void addOfOthers(Map<String, NpmSetting> all) {
    add(all, Type.TEXT, null, "nodedir", "python", "always-auth", "disturl", "msvs_version");
    add(all, Type.TEXT, null, "auto-install-peers", "strict-peer-dependencies", "node-linker");
    add(all, Type.TEXT, null, "shamefully-hoist", "link-workspace-packages", "hoist");
    add(all, Type.TEXT, null, "prefer-workspace-packages", "save-workspace-protocol");
    add(all, Type.TEXT, null, "shared-workspace-lockfile", "dedupe-peer-dependents");
    add(all, Type.TEXT, null, "resolution-mode", "side-effects-cache", "prefer-frozen-lockfile");
    add(all, Type.TEXT, null, "electron_mirror", "sass_binary_site", "puppeteer_skip_download");
  }

  private static void add(
      Map<String, NpmSetting> all, Type type, @Nullable String standard, String... keys) {
    for (String key : keys) {
      all.put(key, new NpmSetting(type, standard));
    }
  }

  /// A value of a file as npm passes it on.
  ///
  /// @param key for the reason
  String exported(String key, String value, Path home) throws ManagerNeededException {
    return switch (type) {
      case FLAG -> flag(key, value);
      case NUMBER -> require(key, value.matches("0|[1-9]\\d{0,8}"), value);
      case PATH -> path(key, value, home);
      case TEXT -> value.equals("false") || value.equals("null") ? "" : value;
    };
  }

  private static String flag(String key, String value) throws ManagerNeededException {
    require(key, value.equals("true") || value.equals("false"), value);
    return value.equals("true") ? ON : OFF;
  }

  private static String path(String key, String value, Path home) throws ManagerNeededException {
    Path path = value.startsWith("~/") ? home.resolve(value.substring(2)) : Path.of(value);
    return require(key, path.isAbsolute(), path.normalize().toString());
  }

  private static String require(String key, boolean holds, String value)
      throws ManagerNeededException {
    if (!holds) {
      throw new ManagerNeededException(".npmrc sets " + key);
    }
    return value;
  }
}
