package io.daybook.shop.retail;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One day of the data set. An invoice is an order if it is no cancellation and has a line with a quantity above 0 and
 * a price from 0 on; its other lines are left out.
 *
 * @param invoices those that are orders, in the order of the file
 * @param products those that are ordered, by stock code
 */
record RetailDay(List<Invoice> invoices, Map<String, Product> products) {
    record Line(String stockCode, String description, long quantity, BigDecimal unitPrice) {
        private boolean isSale() {
            return quantity > 0 && unitPrice.signum() >= 0;
        }
    }

    /** @param customerId null where the file has none */
    record Invoice(String number, @Nullable String customerId, List<Line> lines) {
        /** By the file's own arithmetic. */
        BigDecimal total() {
            return lines.stream()
                    .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private boolean isOrder() {
            return !number.startsWith("C") && !lines.isEmpty();
        }
    }

    /**
     * @param name the first description in the file; the stock code where there is none
     * @param demand summed over the orders
     */
    record Product(String name, long demand) {}

    static RetailDay read(Path file) {
        var byNumber = new LinkedHashMap<String, Invoice>();
        for (var row : rows(file)) {
            var line = new Line(
                    row.get("StockCode"),
                    row.get("Description"),
                    Long.parseLong(row.get("Quantity")),
                    new BigDecimal(row.get("UnitPrice")));
            var invoice = byNumber.computeIfAbsent(
                    row.get("InvoiceNo"),
                    number -> new Invoice(number, customer(row.get("CustomerID")), new ArrayList<>()));
            if (line.isSale()) {
                invoice.lines().add(line);
            }
        }
        var invoices = byNumber.values().stream().filter(Invoice::isOrder).toList();
        return new RetailDay(invoices, products(invoices));
    }

    private static Map<String, Product> products(Collection<Invoice> invoices) {
        return invoices.stream()
                .flatMap(invoice -> invoice.lines().stream())
                .collect(Collectors.groupingBy(
                        Line::stockCode, Collectors.collectingAndThen(Collectors.toList(), RetailDay::product)));
    }

    private static Product product(List<Line> lines) {
        var name = lines.stream()
                .map(Line::description)
                .filter(description -> !description.isEmpty())
                .findFirst()
                .orElse(lines.getFirst().stockCode());
        return new Product(name, lines.stream().mapToLong(Line::quantity).sum());
    }

    /** A whole number, although the file writes {@code 17850.0}. */
    private static @Nullable String customer(String text) {
        return text.isEmpty() ? null : new BigDecimal(text).toBigIntegerExact().toString();
    }

    private static List<Map<String, String>> rows(Path file) {
        try (var rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .<Map<String, String>>readValues(file.toFile())) {
            return rows.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
