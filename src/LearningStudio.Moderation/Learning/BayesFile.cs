using System.Text;

namespace LearningStudio.Moderation.Learning;

// Rule: a mark, a version, the totals, then the buckets that are not empty, in order; numbers are little-endian.
internal static class BayesFile
{
    private const int Version = 1;
    private static ReadOnlySpan<byte> Mark => "LSNB"u8;

    public static byte[] Write(BayesTotals totals, float[] spam, float[] ham)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Mark);
        writer.Write(Version);
        writer.Write(totals.Spam);
        writer.Write(totals.Ham);
        writer.Write(totals.SpamFeatures);
        writer.Write(totals.HamFeatures);
        int[] used = [.. Enumerable.Range(0, spam.Length).Where(bucket => spam[bucket] != 0 || ham[bucket] != 0)];
        writer.Write(used.Length);
        foreach (int bucket in used)
        {
            writer.Write(bucket);
            writer.Write(spam[bucket]);
            writer.Write(ham[bucket]);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">It is no model, of another version, or damaged.</exception>
    public static BayesTotals Read(Stream stream, float[] spam, float[] ham)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (!reader.ReadBytes(Mark.Length).AsSpan().SequenceEqual(Mark))
            {
                throw new InvalidDataException("The stream holds no naive Bayes model.");
            }

            int version = reader.ReadInt32();
            if (version != Version)
            {
                throw new InvalidDataException(
                    $"The model has version {version} and only {Version} is read: train a new one."
                );
            }

            var totals = new BayesTotals(
                reader.ReadDouble(),
                reader.ReadDouble(),
                reader.ReadDouble(),
                reader.ReadDouble()
            );
            ReadBuckets(reader, spam, ham);
            return totals.IsSound ? totals : throw Damaged(null);
        }
        catch (EndOfStreamException exception)
        {
            throw Damaged(exception);
        }
    }

    private static void ReadBuckets(BinaryReader reader, float[] spam, float[] ham)
    {
        int last = -1;
        for (int left = reader.ReadInt32(); left != 0; left--)
        {
            int bucket = reader.ReadInt32();
            if (left < 0 || bucket <= last || bucket >= spam.Length)
            {
                throw Damaged(null);
            }

            spam[bucket] = Count(reader.ReadSingle());
            ham[bucket] = Count(reader.ReadSingle());
            last = bucket;
        }
    }

    private static float Count(float value) => float.IsFinite(value) && value >= 0 ? value : throw Damaged(null);

    private static InvalidDataException Damaged(Exception? inner) =>
        new("The model is damaged or was cut off: load another copy, or train a new one.", inner);
}
