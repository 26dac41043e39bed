package dev.brummer.app.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.project.ProjectFixture.Read;
import dev.brummer.app.project.docker.DockerComposeFormat;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.WebPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerComposeTest {
  @TempDir Path directory;

  private final DockerComposeFormat format = new DockerComposeFormat();
  private ProjectFixture fixture = new ProjectFixture(Path.of(""), format);

  @BeforeEach
  void setUp() {
    fixture = new ProjectFixture(directory, format);
  }

  private Read find() {
    return fixture.read(format.find(directory));
  }

  private Read service(String keys) {
    fixture.write("compose.yaml", "services:\n  s:\n    image: x\n" + keys.indent(4));
    return find();
  }

  @Test
  void services_areStartedAndStoppedOneByOne() {
    fixture.write(
        "compose.yaml",
        """
        name: shop
        services:
          web:
            build: ./web
            ports: ["8080:80"]
            depends_on:
              db: { condition: service_healthy }
              cache: { condition: service_started }
              init: { condition: service_completed_successfully }
          db:
            image: postgres:17
            ports:
              - target: 5432
                published: "15432"
                host_ip: 127.0.0.1
            stop_grace_period: 1m30s
          cache:
            image: redis
          init:
            build: { context: ./init }
            depends_on: [db]
        volumes:
          data: {}
        """);
    Read read = find();
    assertEquals(List.of(), read.problems());
    ProcessSpec web = read.spec("web");
    assertEquals(
        List.of(
            "docker", "compose", "up", "--no-deps", "--no-log-prefix", "--attach", "web", "web"),
        web.command());
    assertEquals(List.of("docker", "compose", "stop", "web"), web.stop().command());
    assertEquals(directory, web.directory());
    assertEquals(new ReadinessProbe.Tcp("127.0.0.1", 8080), web.readiness());
    assertEquals(URI.create("http://localhost:8080"), web.web().url());
    assertEquals(
        List.of(
            new Dependency("db", Condition.READY),
            new Dependency("cache", Condition.STARTED),
            new Dependency("init", Condition.COMPLETED)),
        web.dependsOn());
    ProcessSpec database = read.spec("db");
    assertEquals(new ReadinessProbe.Tcp("127.0.0.1", 15432), database.readiness());
    assertEquals(WebPolicy.DETECTED, database.web());
    assertEquals(Duration.ofSeconds(95), database.grace());
    assertEquals("builds ./web :8080", read.process("web").description());
    assertEquals("postgres:17 :15432", read.process("db").description());
    assertEquals("builds ./init", read.process("init").description());
    assertEquals("compose.yaml", web.group());
    assertEquals(10, read.process("db").line());
  }

  @Test
  void ports_ofEveryForm() {
    Read read =
        service(
            """
            ports:
              - "3000"
              - "53:53/udp"
              - "[::1]:${WEB_PORT:-9090}-9095:3000-3005"
            """);
    assertEquals(List.of(), read.problems());
    assertEquals(new ReadinessProbe.Tcp("::1", 9090), read.spec("s").readiness());
    fixture.environment("WEB_PORT", "7070");
    assertEquals(new ReadinessProbe.Tcp("::1", 7070), find().spec("s").readiness());
  }

  @Test
  void withoutPublishedPort_theCommandItselfCounts() {
    assertEquals(ReadinessProbe.INFERRED, service("expose: [\"80\"]\n").spec("s").readiness());
  }

  @Test
  void healthCheck_decidesWhetherItIsReady() {
    ReadinessProbe probe =
        service("healthcheck: { test: [CMD, pg_isready] }\nports: ['1:1']\n").spec("s").readiness();
    assertTrue(
        probe instanceof ReadinessProbe.Exec exec
            && exec.command().getLast().contains("docker compose ps -q s"),
        probe::toString);
    assertEquals(
        new ReadinessProbe.Tcp("127.0.0.1", 1),
        service("healthcheck: { disable: true }\nports: ['1:1']\n").spec("s").readiness());
  }

  @Test
  void profiles_startOnlyWhenTheyAreActive() {
    assertFalse(service("profiles: [debug]\n").process("s").autostart());
    fixture.environment("COMPOSE_PROFILES", "a, debug");
    assertTrue(find().process("s").autostart());
  }

  @Test
  void overrideAndIncludedFiles_areOneProject() {
    fixture.write(
        "docker-compose.yml",
        "include:\n  - infra/db.yaml\n  - path: [infra/gone.yaml]\n"
            + "services:\n  web:\n    image: nginx\n    ports: ['80:80']\n");
    fixture.write("docker-compose.override.yml", "services:\n  web:\n    ports: ['81:80']\n");
    fixture.write("infra/db.yaml", "services:\n  db:\n    image: mysql\n");
    Read read = find();
    assertEquals(List.of("db", "web"), read.names());
    assertEquals(new ReadinessProbe.Tcp("127.0.0.1", 81), read.spec("web").readiness());
    assertEquals("nginx :80 :81", read.process("web").description());
    assertEquals(List.of("infra/gone.yaml: there is no such file"), read.problems());
  }

  @Test
  void fileOfAnotherName_isNamedToDocker() {
    Path file = fixture.write("deploy/dev stack.yaml", "services:\n  a b:\n    image: x\n");
    ProcessSpec spec = fixture.read(List.of(file)).spec("a b");
    assertEquals(
        List.of("docker", "compose", "-f", file.toString(), "stop", "a b"), spec.stop().command());
  }

  @Test
  void wrongTypes_areNamedAndTheRestIsRead() {
    Read read =
        service(
            """
            ports: [[1]]
            depends_on: { gone: {}, t: { condition: maybe } }
            healthcheck: 3
            """);
    fixture.write("x", "");
    assertEquals(List.of("s"), read.names());
    assertEquals(5, read.problems().size(), read.problems()::toString);
    assertTrue(read.problems().getFirst().startsWith("compose.yaml:4:"), read.problems()::toString);
  }

  @Test
  void fileOfProcessCompose_isNotMine() {
    fixture.write("compose.yaml", "processes:\n  a:\n    command: b\n");
    assertEquals(List.of(), format.find(directory));
  }
}
