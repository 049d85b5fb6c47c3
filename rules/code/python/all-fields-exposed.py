from django import forms
from rest_framework import serializers


class UserSerializer(serializers.ModelSerializer):
    class Meta:
        model = User
        # ruleid: python.all-fields-exposed
        fields = "__all__"


class UserForm(forms.ModelForm):
    class Meta:
        model = User
        # ruleid: python.all-fields-exposed
        exclude = []


class OrderForm(forms.ModelForm):
    class Meta:
        model = Order
        # ruleid: python.all-fields-exposed
        fields = forms.ALL_FIELDS


class SafeSerializer(serializers.ModelSerializer):
    class Meta:
        model = User
        # ok: python.all-fields-exposed
        fields = ["id", "username"]


class SafeForm(forms.ModelForm):
    class Meta:
        model = User
        # ok: python.all-fields-exposed
        exclude = ["is_staff", "password"]


class Table:
    # ok: python.all-fields-exposed
    fields = "__all__"
