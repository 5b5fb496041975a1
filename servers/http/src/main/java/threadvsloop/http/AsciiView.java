package threadvsloop.http;

import java.nio.charset.StandardCharsets;

/// Characters that lie as bytes in somebody else's array: read without a String being made.
final class AsciiView implements CharSequence {
    private byte[] array = {};
    private int from;
    private int to;

    void show(byte[] array, int from, int to) {
        this.array = array;
        this.from = from;
        this.to = to;
    }

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public char charAt(int index) {
        return (char) (array[from + index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return new String(array, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
