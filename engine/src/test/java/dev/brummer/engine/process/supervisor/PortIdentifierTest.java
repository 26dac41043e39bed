package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.process.os.PortHolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PortIdentifierTest {
  @ParameterizedTest
  @CsvSource({
    "postgres, /usr/lib/postgresql/15/bin/postgres -D data, '', 5433, true",
    "redis-server, redis-server *:7000, '', 7000, true",
    "mongod-x64-debi, /cache/mongod-x64-debian-7.0.14 --port 41000, '', 41000, true",
    "nats-server, nats-server -m 8222, '', 8222, true",
    "node, node node_modules/.bin/mongod, '', 4000, true",
    "nc, nc -l 9000, '', 9000, true",
    "java, java -agentlib:jdwp=transport=dt_socket;server=y;address=*:5005 -jar a.jar, '', 5005, true",
    "java, java -jar a.jar, JAVA_TOOL_OPTIONS=-agentlib:jdwp=server=y;address=5006, 5006, true",
    "java, java -agentlib:jdwp=transport=dt_socket;address=5005 -jar a.jar, '', 8080, false",
    "node, node --inspect=127.0.0.1:9333 a.js, '', 9333, true",
    "node, node --inspect=127.0.0.1:9333 a.js, '', 3000, false",
    "python3, python3 -m debugpy --listen 5678 app.py, '', 5678, true",
    "postgrest, postgrest my.conf, '', 3000, false",
    "mongodb_exporte, mongodb_exporter, '', 9216, false",
    "mysqld_exporter, mysqld_exporter, '', 9104, false",
    "main, /tmp/go-build/main, '', 8080, false"
  })
  void someServers_areNotAsked(
      String program, String command, String environment, int port, boolean spared) {
    PortHolder holder =
        new PortHolder(program, command.replace(';', ','), environment.replace(';', ','));
    assertEquals(spared, PortIdentifier.mustNotBeAsked(holder, port));
  }
}
