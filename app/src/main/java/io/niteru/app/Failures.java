package io.niteru.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says in one line what went wrong. {@code NITERU_DEBUG=1} adds the stack trace.
 *
 * <p>Code below this module reports bad input as {@link IllegalArgumentException} and trouble with
 * files or the network as {@link IOException}, both with a message that can be shown as it is.
 */
public final class Failures implements IExecutionExceptionHandler {
  static final int USER = CommandLine.ExitCode.USAGE;
  static final int BUG = CommandLine.ExitCode.SOFTWARE;

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    boolean user = cause instanceof IllegalArgumentException || cause instanceof IOException;
    if (user) {
      command.getErr().println("niteru: " + message(cause));
    }
    if (!user || "1".equals(System.getenv("NITERU_DEBUG"))) {
      e.printStackTrace(command.getErr());
    }
    return user ? USER : BUG;
  }

  private static String message(Throwable e) {
    return switch (e) {
      case NoSuchFileException f -> "no such file or folder: " + f.getFile();
      case AccessDeniedException f -> "not allowed to open " + f.getFile();
      case NotDirectoryException f -> "not a folder: " + f.getFile();
      case FileAlreadyExistsException f -> "already there: " + f.getFile();
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }
}
