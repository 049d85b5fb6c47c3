import java.util.*;

class Example {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.sql-injection
        statement.executeQuery("SELECT * FROM users WHERE name = '" + name + "'");
        String sql = String.format("DELETE FROM users WHERE id = %s", request.getHeader("id"));
        // ruleid: java.sql-injection
        statement.execute(sql);
        // ruleid: java.sql-injection
        jdbcTemplate.queryForList("SELECT * FROM users WHERE name = '" + name + "'");
        PreparedStatement prepared;
        // ok: java.sql-injection
        prepared = connection.prepareStatement("SELECT * FROM users WHERE name = ?");
        prepared.setString(1, name);
        // ok: java.sql-injection
        jdbcTemplate.queryForList("SELECT * FROM users WHERE name = ?", name);
        // ok: java.sql-injection
        statement.executeQuery("SELECT * FROM users WHERE id = " + Integer.parseInt(name));
    }
}
