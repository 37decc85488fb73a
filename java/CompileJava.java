import java.io.*;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.*;
import javax.tools.*;

/**
 * Compiles many classes in one virtual machine. Standard input: for each class the length of its source in bytes of
 * UTF-8 (four bytes, big-endian) and the source; all are called Holder. Standard output: a line of JSON for each.
 */
public class CompileJava {
    private static final List<String> OPTIONS = List.of(
            "-g:none", "-proc:none", "-implicit:none", "-Xlint:all", "-Xmaxerrs", "100000", "-Xmaxwarns", "100000",
            // Go on after errors, so that one unknown type does not hide what else there is to say.
            "-XDshould-stop.ifError=FLOW");

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        for (int length; (length = next(in)) >= 0; ) {
            out.println(compile(compiler, files, new String(in.readNBytes(length), StandardCharsets.UTF_8)));
            out.flush();
        }
    }

    private static int next(DataInputStream in) throws IOException {
        try {
            return in.readInt();
        } catch (EOFException end) {
            return -1;
        }
    }

    private static String compile(JavaCompiler compiler, StandardJavaFileManager files, String source)
            throws Exception {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        Map<String, ByteArrayOutputStream> classes = new TreeMap<>();
        JavaFileManager memory = new ForwardingJavaFileManager<>(files) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/')), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return classes.computeIfAbsent(name, key -> new ByteArrayOutputStream());
                    }
                };
            }
        };
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("memory:///Holder.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return source;
                    }
                };
        boolean sound = compiler.getTask(null, memory, found, OPTIONS, null, List.of(file)).call();
        StringJoiner diagnostics = new StringJoiner(",", "[", "]");
        for (Diagnostic<? extends JavaFileObject> one : found.getDiagnostics()) {
            String message = one.getKind() + " " + one.getCode() + ": " + one.getMessage(Locale.ROOT);
            diagnostics.add("{\"at\":" + one.getPosition() + ",\"message\":" + quoted(message) + "}");
        }
        // Inner classes name what they capture.
        String code = sound && classes.size() == 1
                ? quoted(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(classes.values().iterator().next().toByteArray())))
                : "null";
        return "{\"diagnostics\":" + diagnostics + ",\"code\":" + code + "}";
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || c == '"' || c == '\\' || c > '~') json.append(String.format("\\u%04x", (int) c));
            else json.append(c);
        }
        return json.append('"').toString();
    }
}
