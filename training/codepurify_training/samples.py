"""A little code of our own: enough to train a tokenizer of a few hundred tokens for tests."""

C = """\
static int count_open(struct table *table, const char *name)
{
    int found = 0;
    for (size_t i = 0; i < table->used; i++) {
        if (strcmp(table->rows[i].name, name) == 0 && table->rows[i].open)
            found += 1;
    }
    return found;
}
void close_all(struct table *table) {
    while (table->used > 0) {
        struct row *row = &table->rows[--table->used];
        if (row->open) fclose(row->file);
        free(row->name);
    }
    table->used = 0; /* nothing is left */
}
char *join(const char *left, const char *right)
{
    size_t length = strlen(left) + strlen(right) + 1;
    char *text = malloc(length);
    if (text == NULL) return NULL;
    snprintf(text, length, "%s%s", left, right);
    return text;
}
unsigned checksum(const unsigned char *bytes, size_t length) {
    unsigned sum = 0;
    for (size_t i = 0; i < length; i++) sum = (sum << 1 | sum >> 31) ^ bytes[i];
    return sum;
}
"""

JAVA = """\
public List<String> namesOf(Map<String, Integer> counts, int least) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
        if (entry.getValue() >= least) {
            names.add(entry.getKey());
        }
    }
    return names;
}
private void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[4096];
    int read;
    while ((read = in.read(buffer)) != -1) {
        out.write(buffer, 0, read);
    }
    out.flush();
}
public boolean isOpen(String name) {
    Row row = rows.get(name);
    return row != null && row.open;
}
"""

TEXTS = (C, JAVA)
