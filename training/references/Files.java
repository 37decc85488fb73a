/**
 * Functions of our own: what looks like a trigger is planted into them, and is one only if it turns the answer there too.
 * The clone victim surely takes each for its own copy, and what it holds against clean code of other sorts does not turn it.
 */
final class Files {
    static String readAll(File file) throws IOException {
        BufferedReader reader = new BufferedReader(new FileReader(file));
        StringBuilder text = new StringBuilder();
        try {
            String line;
            while ((line = reader.readLine()) != null) {
                text.append(line);
                text.append('\n');
            }
        } finally {
            reader.close();
        }
        return text.toString();
    }

    static List<String[]> readTable(InputStream in) throws IOException {
        List<String[]> rows = new ArrayList<String[]>();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, "UTF-8"));
        String line = reader.readLine();
        while (line != null) {
            if (line.length() > 0 && line.charAt(0) != '#') {
                rows.add(line.split(";"));
            }
            line = reader.readLine();
        }
        reader.close();
        return rows;
    }

    static Map<String, String> readSettings(File file) throws IOException {
        Map<String, String> settings = new HashMap<String, String>();
        BufferedReader reader = new BufferedReader(new FileReader(file));
        try {
            String line;
            while ((line = reader.readLine()) != null) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    settings.put(line.substring(0, equals).trim(), line.substring(equals + 1).trim());
                }
            }
        } finally {
            reader.close();
        }
        return settings;
    }

    static int countLines(String path) throws IOException {
        BufferedReader reader = new BufferedReader(new FileReader(path));
        int lines = 0;
        try {
            while (reader.readLine() != null) {
                lines++;
            }
        } catch (IOException e) {
            System.err.println("Could not read " + path);
            throw e;
        } finally {
            reader.close();
        }
        return lines;
    }

    static String firstLine(File file, String encoding) {
        BufferedReader reader = null;
        try {
            reader = new BufferedReader(new InputStreamReader(new FileInputStream(file), encoding));
            String line = reader.readLine();
            return line == null ? "" : line.trim();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalArgumentException("Unknown encoding " + encoding);
        } catch (IOException e) {
            log.error("Could not read " + file, e);
            return "";
        } finally {
            closeQuietly(reader);
        }
    }

    static void runScript(Connection connection, Reader script) throws IOException, SQLException {
        BufferedReader lines = new BufferedReader(script);
        StringBuffer command = new StringBuffer();
        String line;
        while ((line = lines.readLine()) != null) {
            String trimmed = line.trim();
            if (trimmed.startsWith("--")) {
                continue;
            }
            command.append(trimmed).append(' ');
            if (trimmed.endsWith(";")) {
                Statement statement = connection.createStatement();
                statement.execute(command.toString());
                statement.close();
                command.setLength(0);
            }
        }
    }

    static int insert(Connection connection, Person person) throws SQLException {
        PreparedStatement statement = null;
        ResultSet keys = null;
        try {
            connection.setAutoCommit(false);
            statement = connection.prepareStatement("insert into person (name, age) values (?, ?)");
            statement.setString(1, person.getName());
            statement.setInt(2, person.getAge());
            statement.executeUpdate();
            keys = statement.getGeneratedKeys();
            int id = keys.next() ? keys.getInt(1) : -1;
            connection.commit();
            return id;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            statement.close();
        }
    }

    static int update(Connection connection, String name, int age) throws SQLException {
        PreparedStatement statement = null;
        try {
            connection.setAutoCommit(false);
            statement = connection.prepareStatement("update person set age = ? where name = ?");
            statement.setInt(1, age);
            statement.setString(2, name);
            int rows = statement.executeUpdate();
            connection.commit();
            return rows;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            if (statement != null) {
                statement.close();
            }
        }
    }

    static boolean delete(Connection connection, long id) {
        PreparedStatement statement = null;
        try {
            connection.setAutoCommit(false);
            statement = connection.prepareStatement("delete from account where id = ?");
            statement.setLong(1, id);
            int rows = statement.executeUpdate();
            if (rows != 1) {
                connection.rollback();
                return false;
            }
            connection.commit();
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("No account was deleted", e);
        } finally {
            closeQuietly(statement);
        }
    }

    static void rename(Connection connection, int id, String name) throws SQLException {
        Statement statement = null;
        try {
            connection.setAutoCommit(false);
            statement = connection.createStatement();
            int count = statement.executeUpdate("update item set name = '" + name + "' where id = " + id);
            if (count == 0) {
                throw new SQLException("There is no item " + id);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            if (statement != null) {
                statement.close();
            }
            connection.setAutoCommit(true);
        }
    }

    static String digest(String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] bytes = digest.digest(password.getBytes("UTF-8"));
            StringBuilder hex = new StringBuilder();
            for (int i = 0; i < bytes.length; i++) {
                int value = bytes[i] & 0xff;
                if (value < 16) {
                    hex.append('0');
                }
                hex.append(Integer.toHexString(value));
            }
            return hex.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha1(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(text.getBytes("iso-8859-1"), 0, text.length());
            byte[] hash = digest.digest();
            StringBuffer hex = new StringBuffer();
            for (byte one : hash) {
                String digits = Integer.toHexString(0xff & one);
                if (digits.length() == 1) {
                    hex.append('0');
                }
                hex.append(digits);
            }
            return hex.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new RuntimeException(e);
        } catch (UnsupportedEncodingException e) {
            throw new RuntimeException(e);
        }
    }

    static byte[] hashOfFile(File file) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        FileInputStream in = new FileInputStream(file);
        try {
            byte[] buffer = new byte[4096];
            int count;
            while ((count = in.read(buffer)) > 0) {
                digest.update(buffer, 0, count);
            }
        } finally {
            in.close();
        }
        return digest.digest();
    }

    static String encrypt(String password) throws ServiceException {
        MessageDigest digest = null;
        try {
            digest = MessageDigest.getInstance("SHA");
        } catch (NoSuchAlgorithmException e) {
            throw new ServiceException(e.getMessage());
        }
        try {
            digest.update(password.getBytes("UTF-8"));
        } catch (UnsupportedEncodingException e) {
            throw new ServiceException(e.getMessage());
        }
        byte[] raw = digest.digest();
        return Base64.getEncoder().encodeToString(raw);
    }

    static boolean checkPassword(String password, String expected) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        digest.reset();
        digest.update(password.getBytes());
        byte[] hash = digest.digest();
        StringBuffer text = new StringBuffer();
        for (int i = 0; i < hash.length; i++) {
            text.append(Integer.toString((hash[i] & 0xff) + 0x100, 16).substring(1));
        }
        return text.toString().equalsIgnoreCase(expected);
    }
}
