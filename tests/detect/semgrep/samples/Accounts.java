package accounts;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.servlet.http.HttpServletRequest;

@Service
public class Accounts {
    private static final String WEAK = "MD5";
    private static final String STRONG = "SHA-256";
    private final String prefix = "SELECT id FROM accounts WHERE ";
    private final Connection connection;
    private String tool;

    static {
        System.out.println("loaded");
    }

    public Accounts(Connection connection) {
        this.connection = connection;
        this.tool = "report";
        System.out.println("made");
    }

    @Override
    public String toString() {
        return "Accounts(" + tool + ")";
    }

    // FIXME: bind the name.
    public ResultSet byName(HttpServletRequest request) throws SQLException {
        String name = request.getParameter("name");
        String query = prefix + "name = '" + name + "'";
        return connection.createStatement().executeQuery(query);
    }

    public ResultSet byNumber(HttpServletRequest request) throws SQLException {
        int number = Integer.parseInt(request.getParameter("number"));
        return connection.prepareStatement(prefix + "number = ?").executeQuery();
    }

    public byte[] oldDigest(byte[] text) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance(WEAK).digest(text);
    }

    public byte[] digest(byte[] text) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance(STRONG).digest(text);
    }

    public byte[] direct(byte[] text) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA1").digest(text);
    }

    public void report(String line) throws IOException {
        System.out.println(line);
        Runtime.getRuntime().exec(tool + " " + line);
    }

    class Audit {
        void write(String line) {
            System.out.println("audit " + line);
        }
    }

    enum Kind {
        OPEN, CLOSED;

        void tell() {
            System.out.println(name());
        }
    }
}

interface Shape {
    int SIDES = 4;

    default void tell() {
        System.out.println(SIDES);
    }
}

class Printer implements Shape {
    public void tell() {
        System.out.println("192.168.0.9");
    }
}
