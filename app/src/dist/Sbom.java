import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Completes the CycloneDX bill of materials that Maven wrote: `java Sbom.java BOM IMAGE JDK VERSION
/// OUTPUT NOTICE`. Adds the Java runtime, sets the version of our own jars, and writes a list of
/// components and licenses as text. Fails if a jar of the image, or one merged into it, is not a
/// component, or the other way round.
public final class Sbom {
  private static final String OWN_GROUP = "dev.brummer";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Sbom() {}

  public static void main(String[] arguments) throws IOException {
    Path image = Path.of(arguments[1]);
    Path jdk = Path.of(arguments[2]);
    String version = arguments[3];
    ObjectNode bom = withVersion(Path.of(arguments[0]), version);
    check(bom, image);
    addRuntime(bom, jdk, image);
    Files.writeString(Path.of(arguments[4]), JSON.writeValueAsString(bom) + "\n");
    Files.writeString(Path.of(arguments[5]), notice(bom, version));
  }

  /// References and package URLs contain the version, too.
  private static ObjectNode withVersion(Path file, String version) throws IOException {
    String text =
        Files.readString(file)
            .replaceAll("(pkg:maven/" + OWN_GROUP + "/[a-z-]+@)[^?\"]*", "$1" + version);
    ObjectNode bom = (ObjectNode) JSON.readTree(text);
    Stream.concat(Stream.of((ObjectNode) bom.at("/metadata/component")), components(bom))
        .filter(Sbom::isOwn)
        .forEach(component -> component.put("version", version));
    return bom;
  }

  private static boolean isOwn(JsonNode component) {
    return component.path("group").asText().equals(OWN_GROUP);
  }

  private static void check(ObjectNode bom, Path image) throws IOException {
    Set<String> listed = new TreeSet<>(Set.of(jar(bom.at("/metadata/component"))));
    components(bom).forEach(component -> listed.add(jar(component)));
    Set<String> present = new TreeSet<>();
    try (Stream<Path> files = Files.walk(image.resolve("lib"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".jar")).toList()) {
        present.addAll(merged(file));
      }
    }
    if (!listed.equals(present)) {
      Set<String> missing = new TreeSet<>(present);
      missing.removeAll(listed);
      listed.removeAll(present);
      throw new IllegalStateException(
          "the bill of materials lacks " + missing + " and lists " + listed + " in vain");
    }
  }

  /// The names of the jars that were merged into one, otherwise its own name.
  private static List<String> merged(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      JarEntry names = jar.getJarEntry("META-INF/jars");
      return names == null
          ? List.of(file.getFileName().toString())
          : new String(jar.getInputStream(names).readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static String jar(JsonNode component) {
    String name = component.path("name").asText();
    return isOwn(component)
        ? name + ".jar"
        : name + "-" + component.path("version").asText() + ".jar";
  }

  private static void addRuntime(ObjectNode bom, Path jdk, Path image) throws IOException {
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(jdk.resolve("release"))) {
      release.load(reader);
    }
    Properties linked = new Properties();
    try (Reader reader = Files.newBufferedReader(image.resolve("runtime/release"))) {
      linked.load(reader);
    }
    String version = value(release, "JAVA_RUNTIME_VERSION");
    ObjectNode runtime = ((ArrayNode) bom.get("components")).addObject();
    runtime.put("type", "platform");
    runtime.put("bom-ref", "openjdk@" + version);
    runtime.putObject("supplier").put("name", value(release, "IMPLEMENTOR"));
    runtime.put("name", "OpenJDK");
    runtime.put("version", version);
    runtime.put("description", "Java runtime with the modules " + value(linked, "MODULES"));
    runtime
        .putArray("licenses")
        .addObject()
        .put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
    for (var dependency : bom.withArray("/dependencies")) {
      String root = bom.at("/metadata/component/bom-ref").asText();
      if (dependency.path("ref").asText().equals(root)) {
        ((ArrayNode) dependency.get("dependsOn")).add("openjdk@" + version);
      }
    }
  }

  private static String value(Properties release, String key) {
    return release.getProperty(key, "unknown").replace("\"", "");
  }

  private static String notice(ObjectNode bom, String version) {
    List<String> lines = new ArrayList<>();
    lines.add("brummer " + version + " contains these components, with the licenses that their");
    lines.add("authors name. The licenses of the Java runtime are in runtime/legal.");
    lines.add("");
    components(bom)
        .filter(component -> !isOwn(component))
        .map(component -> "%s %s: %s".formatted(
            component.path("name").asText(), component.path("version").asText(), licenses(component)))
        .sorted(String.CASE_INSENSITIVE_ORDER)
        .forEach(lines::add);
    return String.join("\n", lines) + "\n";
  }

  private static Stream<ObjectNode> components(ObjectNode bom) {
    return StreamSupport.stream(bom.get("components").spliterator(), false)
        .map(ObjectNode.class::cast);
  }

  private static String licenses(ObjectNode component) {
    return StreamSupport.stream(component.path("licenses").spliterator(), false)
        .map(it -> it.path("license").isMissingNode() ? it.path("expression") : name(it.path("license")))
        .map(JsonNode::asText)
        .collect(Collectors.joining(" or "));
  }

  private static JsonNode name(
      JsonNode license) {
    return license.has("id") ? license.get("id") : license.path("name");
  }
}
