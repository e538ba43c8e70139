using LearningStudio.Caching.Redis.Connection;

namespace LearningStudio.Caching.Tests.Redis;

public sealed class HashSlotTests
{
    // The first is the specification's check value, 0x31C3; the others are what CLUSTER KEYSLOT answers on Redis 7.0.
    [Theory]
    [InlineData("123456789", 12739)]
    [InlineData("foo", 12182)]
    [InlineData("{foo}.bar", 12182)]
    [InlineData("a{foo}b{bar}", 12182)]
    [InlineData("foo{}{bar}", 8363)]
    [InlineData("foo{{bar}}zap", 4015)]
    [InlineData("foo{bar", 15278)]
    [InlineData("", 0)]
    public void Slot_IsTheClusters(string key, int slot) => HashSlot.Compute(key).ShouldBe(slot);
}
