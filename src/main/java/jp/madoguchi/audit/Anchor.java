package jp.madoguchi.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The heads of all chains at a moment, as one line of text that is kept outside the database: the word trail-1, a number that goes up
 * by one, the moment, the heads as chain:seq:hash joined by commas, and the HMAC-SHA256 over all before it in hexadecimal. Whoever
 * rewrites the trail cannot rewrite the line, nor make another without the key.
 *
 * @param number from 1; of one node
 */
record Anchor(long number, Instant at, List<Head> heads) {

    private static final String KIND = "trail-1";
    private static final int PARTS = 5;

    Anchor {
        heads = List.copyOf(heads);
    }

    /** @param hash in hexadecimal */
    record Head(int chain, long seq, String hash) {}

    String line(byte[] key) {
        var told = KIND + " " + number + " " + at + " "
                + heads.stream()
                        .map(head -> head.chain() + ":" + head.seq() + ":" + head.hash())
                        .collect(Collectors.joining(","));
        return told + " " + mac(told, key);
    }

    /** Empty when the line was not made with this key, or is none. */
    static Optional<Anchor> read(String line, byte[] key) {
        var parts = line.split(" ", -1);
        var end = line.lastIndexOf(' ');
        if (parts.length != PARTS || !parts[0].equals(KIND)) {
            return Optional.empty();
        }
        if (!MessageDigest.isEqual(
                mac(line.substring(0, end), key).getBytes(US_ASCII), parts[PARTS - 1].getBytes(US_ASCII))) {
            return Optional.empty();
        }
        try {
            var heads = new ArrayList<Head>();
            for (var head : parts[3].split(",", -1)) {
                var facts = head.split(":", -1);
                heads.add(new Head(Integer.parseInt(facts[0]), Long.parseLong(facts[1]), facts[2]));
            }
            return Optional.of(new Anchor(Long.parseLong(parts[1]), Instant.parse(parts[2]), heads));
        } catch (NumberFormatException | DateTimeParseException | ArrayIndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    private static String mac(String text, byte[] key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
