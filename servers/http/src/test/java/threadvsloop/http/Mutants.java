package threadvsloop.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Requests damaged at random, where damage is likely to matter; now and then bytes that never were a request.
public final class Mutants {
    private static final String INTERESTING = "\r\n \t:;,/?*\0\u00ff019afAF-+HT.%[]@=\"\\<#|_";
    private static final int NOISE_ONE_IN = 50;
    private static final int MOST_NOISE_BYTES = 200;

    private final List<byte[]> seeds;
    private final Random random;

    /// @param seeds valid requests
    public Mutants(List<byte[]> seeds, Random random) {
        this.seeds = seeds;
        this.random = random;
    }

    /// Never empty.
    public byte[] next() {
        if (random.nextInt(NOISE_ONE_IN) == 0) {
            byte[] noise = new byte[1 + random.nextInt(MOST_NOISE_BYTES)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        for (int changes = random.nextInt(4); changes > 0 && bytes.length > 1; changes--) {
            bytes = mutated(bytes, random.nextInt(bytes.length));
        }
        return bytes.length == 0 ? next() : bytes;
    }

    private byte[] mutated(byte[] bytes, int at) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String interesting = String.valueOf(INTERESTING.charAt(random.nextInt(INTERESTING.length())));
        String mutated = switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + interesting + text.substring(at);
            case 2 -> text.substring(0, at) + interesting + text.substring(at + 1);
            case 3 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + random.nextInt(20)));
            default -> text.substring(0, at) + text.substring(at / 2);
        };
        return mutated.getBytes(StandardCharsets.ISO_8859_1);
    }
}
