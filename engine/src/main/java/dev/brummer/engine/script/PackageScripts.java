package dev.brummer.engine.script;

import dev.brummer.engine.script.node.NodePackage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The scripts of one package while they are put together. Confined to the discovering thread.
final class PackageScripts {
  private final NodePackage of;
  private final String prefix;
  private final Map<String, Script> byLocalName = new LinkedHashMap<>();

  /// @param prefix precedes the names of its scripts
  PackageScripts(NodePackage of, String prefix) {
    this.of = of;
    this.prefix = prefix;
  }

  NodePackage of() {
    return of;
  }

  Path home() {
    return of.directory();
  }

  String prefix() {
    return prefix;
  }

  void add(String localName, Script script) {
    byLocalName.put(localName, script);
  }

  @Nullable Script get(String localName) {
    return byLocalName.get(localName);
  }

  boolean contains(String localName) {
    return byLocalName.containsKey(localName);
  }

  List<Script> all() {
    return List.copyOf(byLocalName.values());
  }
}
