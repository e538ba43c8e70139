namespace LearningStudio.Moderation.Duplicates;

// Rule: 32 bands of 4 values. Number and scheme are mixed into a band's hash, so that one index holds all bands of all
//   schemes. A text without a sketch has one band, of its hash.
// Source: Indyk, Motwani: Approximate Nearest Neighbors, STOC 1998, https://doi.org/10.1145/276698.276876
// Threads: pure.
internal static class BandHashes
{
    private const int Bands = 32;
    private const int Rows = MinHash.Values / Bands;

    public static long[] Of(int scheme, UInt128 hash, ReadOnlySpan<uint> sketch)
    {
        if (sketch.IsEmpty)
        {
            return [(long)GramHashes.Mix((ulong)hash ^ Start(scheme, Bands))];
        }

        long[] bands = new long[Bands];
        for (int band = 0; band < Bands; band++)
        {
            ulong mixed = Start(scheme, band);
            foreach (uint value in sketch.Slice(band * Rows, Rows))
            {
                mixed = GramHashes.Mix(mixed + value);
            }

            bands[band] = (long)mixed;
        }

        return bands;
    }

    private static ulong Start(int scheme, int band) => GramHashes.Mix(((ulong)(uint)scheme << 32) + (ulong)band + 1);
}
