namespace LearningStudio.Moderation.Learning;

/// <summary>Learns from a site's own decisions how likely a text is to be spam. Nothing is learnt before, and nothing is shipped.</summary>
/// <remarks>
/// <para>
/// Multinomial naive Bayes over the set of a text's words and pairs of words, hashed into 2^18 buckets (two arrays of
/// floats, 2 MiB), with 0.1 added to each count. A model says little of another site's texts: measured, one that was
/// trained on comments of videos takes half of a forum's posts for spam.
/// </para>
/// <para>
/// Thread-safe: any number of threads ask while one learns; an answer meanwhile may know a part of what is being learnt.
/// Learning waits for other learning. Of a text the first 65,536 characters are read; it is not kept.
/// </para>
/// <para>
/// Sources: A. McCallum and K. Nigam, "A comparison of event models for naive Bayes text classification", AAAI-98
/// workshop on learning for text categorization; V. Metsis and others, "Spam filtering with naive Bayes - which naive
/// Bayes?", CEAS 2006, for counting a word once a text.
/// </para>
/// </remarks>
public sealed class NaiveBayesClassifier
{
    private const int Buckets = 1 << TextFeatures.Bits;
    private const double Smoothing = 0.1;
    private readonly Lock _learning = new();
    private readonly float[] _spam = new float[Buckets];
    private readonly float[] _ham = new float[Buckets];
    private BayesTotals _totals = BayesTotals.None;

    /// <summary>How many posts of spam it knows; less than were learnt after <see cref="Decay"/>.</summary>
    public double LearntSpam => Volatile.Read(ref _totals).Spam;

    /// <summary>How many other posts it knows; less than were learnt after <see cref="Decay"/>.</summary>
    public double LearntHam => Volatile.Read(ref _totals).Ham;

    /// <summary>Learns a decided post.</summary>
    public void Learn(string text, bool isSpam)
    {
        ArgumentNullException.ThrowIfNull(text);
        Change(text, isSpam, 1);
    }

    /// <summary>Takes back what was learnt of a post, after a decision was undone for instance.</summary>
    /// <param name="text">The same text; another one, or one that was never learnt, spoils the model a little.</param>
    /// <param name="isSpam">As it was learnt.</param>
    public void Unlearn(string text, bool isSpam)
    {
        ArgumentNullException.ThrowIfNull(text);
        Change(text, isSpam, -1);
    }

    /// <summary>Makes all that was learnt count less than what will be, once a day for instance.</summary>
    /// <param name="keep">The share that is kept; over 0, at most 1. 0.99 a day halves a post's worth in 69 days.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of its bounds.</exception>
    public void Decay(double keep)
    {
        // Written so that NaN, which compares with nothing, fails.
        if (!(keep is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(keep), keep, "Must be over 0 and at most 1.");
        }

        lock (_learning)
        {
            for (int bucket = 0; bucket < Buckets; bucket++)
            {
                _spam[bucket] *= (float)keep;
                _ham[bucket] *= (float)keep;
            }

            Volatile.Write(ref _totals, _totals.Times(keep));
        }
    }

    /// <summary>
    /// The natural logarithm of the odds that a text is spam; over 0 more likely than not, 0 where nothing was learnt.
    /// </summary>
    /// <remarks>
    /// Naive Bayes is too sure of itself: choose the threshold by the texts that you know, at the rate of false
    /// positives that you bear, rather than by what the number says.
    /// </remarks>
    public double LogOdds(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        BayesTotals totals = Volatile.Read(ref _totals);
        if (totals.Spam == 0 || totals.Ham == 0)
        {
            return 0;
        }

        double all = Math.Log(totals.SpamFeatures + (Smoothing * Buckets));
        double others = Math.Log(totals.HamFeatures + (Smoothing * Buckets));
        double sum = Math.Log(totals.Spam / totals.Ham);
        foreach (int bucket in TextFeatures.Compute(text))
        {
            sum += Math.Log(_spam[bucket] + Smoothing) - all - (Math.Log(_ham[bucket] + Smoothing) - others);
        }

        return sum;
    }

    /// <summary>How likely a text is to be spam, from 0 to 1; 0.5 where nothing was learnt of spam or of other posts.</summary>
    /// <inheritdoc cref="LogOdds" path="/remarks"/>
    public double Probability(string text) => 1 / (1 + Math.Exp(-LogOdds(text)));

    /// <summary>Writes the model to a stream, which is left open.</summary>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] model;
        lock (_learning)
        {
            model = BayesFile.Write(_totals, _spam, _ham);
        }

        stream.Write(model);
    }

    /// <summary>Reads a model from a stream, which is left open.</summary>
    /// <exception cref="InvalidDataException">It holds no model, one of another version, or a damaged one.</exception>
    public static NaiveBayesClassifier Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var model = new NaiveBayesClassifier();
        model._totals = BayesFile.Read(stream, model._spam, model._ham);
        return model;
    }

    private void Change(string text, bool isSpam, int posts)
    {
        IReadOnlyCollection<int> features = TextFeatures.Compute(text);
        float[] counts = isSpam ? _spam : _ham;
        lock (_learning)
        {
            foreach (int bucket in features)
            {
                counts[bucket] = Math.Max(0, counts[bucket] + posts);
            }

            Volatile.Write(ref _totals, _totals.With(isSpam, posts, features.Count));
        }
    }
}
