package dev.jtune.bench.problem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A gzipped CSV file without quotes: a header, and rows of as many cells. */
public record Table(List<String> header, List<List<String>> rows) {

    /** Read a file. */
    public static Table read(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<List<String>> all = lines.lines().map(Table::cells).toList();
            return new Table(all.get(0), all.subList(1, all.size()));
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1));
    }

    /** Return a column by its name. */
    public List<String> column(String name) {
        int index = header.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("there is no column " + name + " (there are: " + header + ")");
        }
        return rows.stream().map(row -> row.get(index)).toList();
    }

    /** Return a cell's number, {@code NaN} where it is empty. */
    public static double number(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }
}
