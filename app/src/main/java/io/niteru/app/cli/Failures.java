package io.niteru.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Says in one line what went wrong. {@code NITERU_DEBUG=1} adds the stack trace.
 *
 * <p>Code below this module reports bad input as {@link IllegalArgumentException} and trouble with
 * files or the network as {@link IOException}, both with a message that can be shown as it is, to
 * which {@link Advice} adds what options would help. Anything else is a fault of ours, and a line
 * says so.
 */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  static final int USER = CommandLine.ExitCode.USAGE;
  static final int BUG = CommandLine.ExitCode.SOFTWARE;

  /**
   * Runs a command as a process does.
   *
   * @return the exit code: 0 done, 2 bad input or a condition the user can mend, 1 a bug
   */
  public static int execute(CommandLine command, String... arguments) {
    var failures = new Failures();
    Thread.setDefaultUncaughtExceptionHandler((t, e) -> failures.tell(e, command.getErr()));
    try {
      return command.execute(arguments);
    } catch (Throwable e) { // picocli passes errors on, as that memory is used up
      return failures.tell(e, command.getErr());
    }
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return tell(e, command.getErr());
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .println(
            "niteru: "
                + line(e.getMessage())
                + "; see: "
                + command.getCommandSpec().qualifiedName()
                + " --help");
    command.getErr().flush();
    return USER;
  }

  private int tell(Throwable e, PrintWriter err) {
    Throwable cause = e;
    while (cause.getCause() != null && isWrapper(cause)) {
      cause = cause.getCause();
    }
    boolean user =
        cause instanceof IllegalArgumentException
            || cause instanceof IOException
            || cause instanceof OutOfMemoryError;
    err.println("niteru: " + (user ? line(message(cause) + Advice.on(cause)) : bug(cause)));
    if ("1".equals(System.getenv("NITERU_DEBUG"))) {
      e.printStackTrace(err);
    }
    err.flush();
    return user ? USER : BUG;
  }

  private static boolean isWrapper(Throwable e) {
    return e instanceof UncheckedIOException
        || e instanceof ExecutionException
        || e instanceof CompletionException;
  }

  private static String message(Throwable e) {
    return switch (e) {
      case NoSuchFileException f -> "no such file or folder: " + f.getFile();
      case AccessDeniedException f ->
          "not allowed to open " + f.getFile() + "; change its permissions, or give another path";
      case NotDirectoryException f -> "not a folder: " + f.getFile();
      case FileAlreadyExistsException f -> "already there: " + f.getFile();
      case OutOfMemoryError f ->
          "memory is used up (" + f.getMessage() + "); give more, e.g. NITERU_HEAP=4g";
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }

  private static String bug(Throwable e) {
    StackTraceElement[] at = e.getStackTrace();
    return "a fault of niteru's own: "
        + line(e.toString())
        + (at.length == 0 ? "" : " at " + at[0])
        + "; NITERU_DEBUG=1 shows all of it";
  }

  private static String line(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
