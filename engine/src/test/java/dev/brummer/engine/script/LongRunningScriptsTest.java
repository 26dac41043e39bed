package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LongRunningScriptsTest {
  @ParameterizedTest
  @CsvSource({
    "dev, ''",
    "start:web, ''",
    "dev-server, ''",
    "docsServe, ''",
    "serve, mkdocs serve",
    "bootRun, ''",
    "spring-boot:run, mvn spring-boot:run",
    "build:watch, rollup -c",
    "css, tailwindcss -i a.css -o b.css -w",
    "ts, tsc --watch --preserveWatchOutput",
    "web, vite",
    "web, vite --host",
    "api, NODE_ENV=development nodemon server.js",
    "site, next dev -p 4000",
    "up, docker compose up"
  })
  void runsUntilStopped(String name, String command) {
    assertEquals(true, LongRunningScripts.matches(name, command), name + ": " + command);
  }

  @ParameterizedTest
  @CsvSource({
    "clean, rm -rf dist",
    "deploy, ''",
    "deploy:dev, ''",
    "dev:reset, ''",
    "db-drop, ''",
    "publishDev, ''",
    "start-release, ''",
    "watch-and-deploy, nodemon deploy.js",
    "build, vite build",
    "build:dev, webpack --mode development",
    "test, jest",
    "install, ''",
    "predev, ''",
    "poststart, ''",
    "restart, ''",
    "stop, ''",
    "migrate, ''",
    "device, ''",
    "once, jest --watch=false",
    "lint, eslint --no-watch-x"
  })
  void endsByItself(String name, String command) {
    assertEquals(false, LongRunningScripts.matches(name, command), name + ": " + command);
  }
}
