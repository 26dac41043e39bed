package dev.brummer.proxy.inject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `¤` marks the position of the script element.
class HtmlInjectorTest {
  private static final String TAG = "<script src=\"/t.js\"></script>";
  private static final Charset LATIN = StandardCharsets.ISO_8859_1;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><html><head>¤<title>x</title></head><body></body></html>",
        "<!DOCTYPE html>\r\n<HTML lang=en>\n<HEAD>¤\n<meta charset=utf-8>",
        "<html><head profile=\"a>b\">¤<title>",
        "<html data-x='<head>'><head class=a>¤x",
        "<html a=\"<head>\" b='>' c=d/><head/>¤x",
        "<html =\"a><head>¤",
        "<html a = \n\"x>y\" b><head>¤",
        "<html a=\"x\"b='>'><head>¤",
        "<!-- <head> --><html><!--><head>¤",
        "<!---><head>¤<!-- a -->",
        "<!-- a --!><head>¤-->",
        "<!-- a -- > <head> --><html>¤<body>",
        "<!-- a -\n-> --> ¤text",
        "<!--a--!b--><head>¤",
        "<!----><head>¤",
        "<!-----><head>¤",
        "<![CDATA[ <head> ¤]]>text<head>",
        "<![CDATA[x>¤y<head>]]>",
        "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"x\">\n<html><head>¤",
        "<!doctype html>¤<title>no head</title><p>",
        "<!doctype html>\n<html>\n¤<body>hello",
        "¤<header>not a head</header><head>",
        "¤<headx>",
        "¤<h1>x</h1>",
        "¤plain text",
        " \n\t¤plain text",
        "<!doctype html>¤<script>var a = '<head>';</script><head>",
        "¤<style><head></style><head>",
        "¤<p><head>",
        "</p></div ><html></foo a='>'><head>¤",
        "</><head>¤",
        "</ head><html>¤<body>",
        "¤</head><body>",
        "¤</body>",
        "¤</br>",
        "</brx><head>¤",
        "<html>¤< head>",
        "<html>¤<3",
        "<html>¤<>",
        "\u00ef\u00bb\u00bf<!doctype html><head>¤<title>",
        "\u00ef\u00bb\u00bf¤x",
        "¤\u00ef\u00bbx",
        "¤\u00efx",
        "¤\u00e4\u00f6",
        "<html><html lang=de><head>¤",
        "<html\n><head\n>¤",
        "<head>¤<!-- <head> --><head>",
        "¤<template><head></head></template>",
        "<html><head a=b/c>¤<title>",
        "<!doctype html><html manifest=x><!-- -- --><head\tid=\"h\">¤",
      })
  void feed_anySplit_tagStandsAtTheMark(String marked) {
    String input = marked.replace("¤", "");
    assertEverySplit(input, marked.replace("¤", TAG));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "<!doctype html>",
        "<!-- <head> never ends",
        "<html lang=\"never ends><head>",
        "<html>",
        "<",
        "<hea",
        "<head",
        "</",
        "<!",
        "<!-",
        "\u00ef",
        "\u00ef\u00bb\u00bf",
        "\u00fe\u00ff\0<\0h\0e\0a\0d\0>",
        "\u00ff\u00fe<\0h\0e\0a\0d\0>\0x\0",
        "\0<\0h\0t\0m\0l\0>",
        "<\0h\0t\0m\0l\0>\0<\0h\0e\0a\0d\0>\0",
      })
  void feed_nothingToStandBefore_leavesItAlone(String input) {
    assertEverySplit(input, input);
  }

  @Test
  void feed_tagIsIn_consumesNoMore() {
    HtmlInjector injector = new HtmlInjector(TAG.getBytes(LATIN));
    ByteBuffer in = ByteBuffer.wrap("<head><title>".getBytes(LATIN));
    injector.feed(in, bytes -> {});
    assertTrue(injector.done());
    assertEquals("<title>".length(), in.remaining());
  }

  /// Random input: only the element differs, and its position does not depend on the split.
  @Test
  void feed_randomSoup_onlyDifferenceIsTheTag() {
    String[] tokens = {
      "<", ">", "<!--", "-->", "--!>", "-", "!", "<html", "<head", "<HEAD>", "</head>", "<body>",
      " ", "\n", "\"", "'", "=", "/", "a", "<!doctype html>", "<![CDATA[", "]]>", "<?", "<script>",
      "\u00ef\u00bb\u00bf", "\u00e9", "</", "<!", "x=\"", "head", "html", "<title>"
    };
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder soup = new StringBuilder();
      int count = 1 + random.nextInt(12);
      for (int k = 0; k < count; k++) {
        soup.append(tokens[random.nextInt(tokens.length)]);
      }
      String input = soup.toString();
      String whole = run(input, input.length());
      assertEquals(input, whole.replaceFirst(TAG, ""), input);
      assertEquals(whole, run(input, 1), input);
      int split = random.nextInt(input.length() + 1);
      assertEquals(whole, run(input, Math.max(1, split)), input);
    }
  }

  private static void assertEverySplit(String input, String expected) {
    for (int size = 1; size <= Math.max(1, input.length()); size++) {
      assertEquals(expected, run(input, size), "in pieces of " + size);
    }
  }

  private static String run(String input, int pieceSize) {
    byte[] bytes = input.getBytes(LATIN);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HtmlInjector injector = new HtmlInjector(TAG.getBytes(LATIN));
    for (int at = 0; at < bytes.length; at += pieceSize) {
      ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(pieceSize, bytes.length - at));
      injector.feed(piece, written -> append(out, written));
      assertFalse(piece.hasRemaining() && !injector.done());
      append(out, piece);
    }
    injector.end(written -> append(out, written));
    return out.toString(LATIN);
  }

  private static void append(ByteArrayOutputStream out, ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      out.write(bytes.get());
    }
  }
}
