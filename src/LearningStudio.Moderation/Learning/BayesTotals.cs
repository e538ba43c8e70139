namespace LearningStudio.Moderation.Learning;

/// <summary>What a model learnt in all; decay makes parts of posts of it.</summary>
/// <param name="Spam">Posts of spam.</param>
/// <param name="Ham">Other posts.</param>
/// <param name="SpamFeatures">Features of spam.</param>
/// <param name="HamFeatures">Features of the others.</param>
internal sealed record BayesTotals(double Spam, double Ham, double SpamFeatures, double HamFeatures)
{
    public static BayesTotals None { get; } = new(0, 0, 0, 0);

    public bool IsSound =>
        new[] { Spam, Ham, SpamFeatures, HamFeatures }.All(value => double.IsFinite(value) && value >= 0);

    /// <summary>With a post more, or less; never below nothing.</summary>
    public BayesTotals With(bool isSpam, int posts, int features) =>
        isSpam
            ? this with
            {
                Spam = Math.Max(0, Spam + posts),
                SpamFeatures = Math.Max(0, SpamFeatures + (posts * features)),
            }
            : this with
            {
                Ham = Math.Max(0, Ham + posts),
                HamFeatures = Math.Max(0, HamFeatures + (posts * features)),
            };

    public BayesTotals Times(double factor) =>
        new(Spam * factor, Ham * factor, SpamFeatures * factor, HamFeatures * factor);
}
